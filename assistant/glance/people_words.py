"""Small lexicons of what people and organisations are called, in three languages, folded."""

from ingest.words import lexicon

# What a person is: the noun of a role.
ROLE_WORDS = lexicon(
    "president vice-president minister mayor judge justice king queen prince princess pope "
    "author writer leader director chief governor founder co-founder senator deputy "
    "congressman congresswoman general colonel officer commissioner engineer nurse teacher "
    "doctor lawyer attorney prosecutor candidate chairman chairwoman chair secretary "
    "ambassador analyst reporter journalist economist professor scholar researcher scientist "
    "historian philosopher artist musician singer songwriter composer pianist rapper actor "
    "actress producer editor novelist poet playwright painter activist politician spokesman "
    "spokeswoman spokesperson adviser advisor executive chancellor bishop archbishop "
    "cardinal priest emperor empress sultan monk nun missionary physician physicist chemist "
    "biologist mathematician architect designer businessman businesswoman entrepreneur "
    "banker intern hopeful player coach manager pupil student sister brother father mother "
    "wife husband son daughter friend biographer critic lama ruler envoy abbot widow "
    "translator sociologist presidente presidenta ministro ministra alcalde alcaldesa juez "
    "jueza autor autora escritor escritora lider director directora jefe jefa gobernador "
    "gobernadora fundador fundadora senador senadora diputado diputada fiscal abogado "
    "abogada candidato candidata secretario secretaria embajador embajadora analista "
    "periodista economista profesor profesora investigador investigadora historiador "
    "historiadora portavoz asesor asesora general coronel prefeito prefeita juiz juiza "
    "diretor diretora chefe governador governadora deputado deputada promotor promotora "
    "advogado advogada embaixador embaixadora jornalista professor professora pesquisador "
    "pesquisadora porta-voz assessor assessora"
)

KIN_WORDS = lexicon(
    "father mother brother sister wife husband son daughter friend widow student pupil intern"
)

# What stands before a name without being part of it.
TITLE_WORDS = lexicon(
    "mr mrs ms dr sir lord lady dame don dona sr sra sra. saint st madame monsieur rev prof"
)

# A word of an institution's own name, which tells that it is one.
ORGANISATION_WORDS = lexicon(
    "agency army assembly association authority bank bureau center centre church college "
    "commission committee company congress corporation council court department federation "
    "foundation fund institute institution league ministry museum navy office organisation "
    "organization party parliament police school senate society treasury union university "
    "alliance front movement coalition group network service forces force academy hospital "
    "orchestra records entertainment times post tribunal nations "
    "ministerio banco camara comision comissao consejo conselho corte fundacion fundacao "
    "partido senado universidad universidade instituto secretaria asociacion associacao "
    "organizacion organizacao policia fiscalia comite oficina agencia academia federacion"
)

# A house or a district is called so as well, unless the name goes on: "Center for Peace Studies".
MAY_BE_BUILDINGS = lexicon("center centre museum")

# What an organisation is, in small letters beside its name.
ORGANISATION_NOUNS = lexicon(
    "party gang agency newspaper group company organisation organization coalition cartel bank "
    "institute union network court church university movement gangs corporation foundation "
    "association firm charity ministry magazine website outlet label band think-tank alliance "
    "federation committee commission council militia faction manufacturer publisher retailer "
    "partido pandilla agencia diario periodico grupo empresa organizacion coalicion banco "
    "instituto sindicato red universidad movimiento fundacion asociacion revista "
    "organizacao coalizao jornal rede faccao fundacao associacao movimento universidade"
)

# What people do and institutions, places and works seldom: it stands right behind a name.
PERSONAL_VERBS = lexicon(
    "said says wrote writes told tells argued argues explained explains promised insisted "
    "who whom married died born answered replied recalled thinks believes believed thought spoke "
    "resigned studied graduated dijo explico afirmo escribio quien nacio murio "
    "disse explicou afirmou escreveu quem nasceu morreu"
)
