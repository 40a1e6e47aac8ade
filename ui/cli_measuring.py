"""`briefing eval` and `briefing bench`: how good and how fast the answers are."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from ui.cli_models import application_of, ask_consent
from ui.cli_options import home_option, model_options

if TYPE_CHECKING:
    from assistant.writing.calling import ChatModel
    from ui.application import Application

BELOW_FLOOR = 5


@click.group(name="eval", invoke_without_command=True)
@click.option("--cases", type=click.Path(path_type=Path), help="Case files, or a public set.")
@click.option("--type", "types", multiple=True, help="Only cases of this type.")
@click.option("--split", type=click.Choice(["tune", "check"]), help="Only this split.")
@click.option("--documents", type=click.Path(path_type=Path), help="What the cases are about.")
@click.option("--json", "json_out", type=click.Path(path_type=Path), help="Write a JSON report.")
@click.option("--markdown", "markdown_out", type=click.Path(path_type=Path), help="... Markdown.")
@click.option("--html", "html_out", type=click.Path(path_type=Path), help="... one HTML page.")
@click.option("--fail-under", multiple=True, metavar="NAME=VALUE", help="A floor; exit code 5.")
@click.option("--floors", type=click.Path(path_type=Path), help="Floors on file; exit code 5.")
@click.option(
    "--set-floors",
    type=click.Path(path_type=Path),
    help="Write that file: the worse end of each interval of this run.",
)
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    help="Keep each answer in this file as it comes, and go on from those it has.",
)
@click.option("--baseline", type=click.Path(path_type=Path), help="Compare with a JSON report.")
@click.option(
    "--against",
    type=click.Choice(["tutorial", "llamaindex"]),
    help="Run LangChain's tutorial pipeline, or LlamaIndex's default, on the same cases, too.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 32),
    default=1,
    show_default=True,
    help="Cases asked at a time: more pays with a hosted model.",
)
@click.option("--injections", is_flag=True, help="Ask documents that carry orders, alone.")
@click.option(
    "--judge",
    metavar="PROVIDER:NAME",
    help="Ask a chat model how faithful answers are; shown beside the measures, never a gate.",
)
@click.option("--judge-url", default="", help="Of a server of one's own that judges.")
@model_options
@home_option
@click.pass_context
def evaluate(
    context: click.Context,
    /,
    model: str | None,
    model_url: str | None,
    offline: bool | None,
    injections: bool,
    judge: str | None,
    judge_url: str,
    **options: Any,
) -> None:
    """Measure the answers on an evaluation set; or make one of your own: draft, then review."""
    if context.invoked_subcommand is not None:
        _refuse_given(context)
        return
    home: Path | None = context.obj
    from ui.evaluation import EvaluationOptions, run_evaluation, run_injections

    application = application_of(home, model=model, model_url=model_url, offline=offline)
    ask_consent(application)
    if injections:
        broken = run_injections(application)
    else:
        asked = _judge(application, judge, judge_url) if judge else None
        broken = run_evaluation(application, EvaluationOptions(**options), judge=asked)
    for line in broken:
        click.echo(line, err=True)
    if broken:
        sys.exit(BELOW_FLOOR)


def _judge(application: "Application", name: str, url: str) -> "ChatModel":
    """Return the chat model that judges, if it may be used; asks for consent like any other."""
    from ui.application import Application
    from ui.models.judging import judge_of, judging

    judge = Application(judging(application.settings, name, url=url))
    ask_consent(judge)
    return judge_of(judge.writers)


def _refuse_given(context: click.Context) -> None:
    """Raise UsageError if an option stands before a subcommand, where it would do nothing."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if parameter.expose_value and source is ParameterSource.COMMANDLINE:
            raise click.UsageError(
                f"{parameter.opts[0]} is for “{context.command.name}” alone, not for "
                f"“{context.command.name} {context.invoked_subcommand}”."
            )


json_option = click.option(
    "--json", "json_out", type=click.Path(path_type=Path), help="Write the figures."
)


@click.group(invoke_without_command=True)
@json_option
@home_option
@click.pass_context
def bench(context: click.Context, json_out: Path | None) -> None:
    """Measure speed as ratios to the bare model passes on this machine."""
    if context.invoked_subcommand is not None:
        _refuse_given(context)
        return
    from ui.benchmark import run_benchmark

    run_benchmark(application_of(context.obj), json_out=json_out)


@bench.command(name="ingest")
@click.option(
    "--documents",
    type=click.IntRange(min=20),
    default=1_000,
    show_default=True,
    help="Take in so many; a thousand take some ten minutes on two cores.",
)
@json_option
@home_option
@click.pass_obj
def bench_ingest(home: Path | None, documents: int, json_out: Path | None) -> None:
    """Measure taking in many documents: speed, memory, and again unchanged."""
    from ui.benchmark_ingest import run_ingest_benchmark

    run_ingest_benchmark(application_of(home), documents=documents, json_out=json_out)
