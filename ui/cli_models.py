"""`briefing models`: which chat models are set, may be used and can be reached."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli_options import home_option, model_options, named_path

if TYPE_CHECKING:
    from assistant.writing.chat_models import ChatModelSpec
    from ui.application import Application


@click.group(invoke_without_command=True)
@model_options
@home_option
@click.pass_context
def models(context: click.Context, /, **given: Any) -> None:
    """List the chat models that are set or allowed, and whether they can be reached."""
    if context.invoked_subcommand is None:
        _list(application_of(context.obj, **given))


@models.command()
@click.argument("name", metavar="PROVIDER:NAME")
@click.option("--model-url", default="", help="Of a server of one's own.")
@home_option
@click.pass_obj
def allow(home: Path | None, name: str, model_url: str) -> None:
    """Agree to what is sent to a hosted model; says what that is."""
    from ui.models.consent import what_is_sent
    from ui.models.writer import spec_of

    application = application_of(home, model=name, model_url=model_url or None)
    spec = spec_of(application.settings)
    if spec is None:
        raise click.UsageError("Quoting uses no model: there is nothing to allow.")
    application.consents.allow(spec)
    click.echo(f"{what_is_sent(spec)} Allowed; take it back with: briefing models forbid {name}")


@models.command()
@click.argument("name", metavar="PROVIDER:NAME")
@home_option
@click.pass_obj
def forbid(home: Path | None, name: str) -> None:
    """Take back what was agreed to for a model."""
    forgotten = application_of(home).consents.forbid(name)
    click.echo(f"{name} may be sent nothing." if forgotten else f"{name} was not allowed.")


@models.command()
@click.argument("file", type=named_path)
@click.option("--name", default="", help="What to call it; the file's name by default.")
@home_option
@click.pass_obj
def add(home: Path | None, file: Path, name: str) -> None:
    """Register a model in a GGUF FILE, which stays where it is; --model local:NAME uses it."""
    name = application_of(home).registry.add(file, name)
    click.echo(f"Added. Answers are written by it with: --model local:{name}")


@models.command()
@click.argument("name")
@home_option
@click.pass_obj
def remove(home: Path | None, name: str) -> None:
    """Forget a registered model; its file stays."""
    gone = application_of(home).registry.remove(name)
    click.echo(f"Forgot {name}; its file stays." if gone else f"There was no local model {name}.")


@models.command()
@click.argument("name", metavar="PROVIDER:NAME")
@click.option("--model-url", default="", help="Of a server of one's own.")
@click.option("--forget", is_flag=True, help="Take the key out of the keyring.")
@home_option
@click.pass_obj
def key(home: Path | None, name: str, model_url: str, *, forget: bool) -> None:
    """Keep a hosted model's key in the system's keyring, by its host; asks for it unseen."""
    from pydantic import SecretStr

    from ui.models.keys import forget_key, keep_key
    from ui.models.writer import spec_of

    spec = spec_of(application_of(home, model=name, model_url=model_url or None).settings)
    if spec is None or spec.is_local:
        raise click.UsageError(f"{name} needs no key.")
    if forget:
        click.echo(f"Forgot the key for {spec.host}." if forget_key(spec) else "There was no key.")
        return
    given = click.prompt(f"Key for {spec.host}", hide_input=True, err=True).strip()
    if not given:
        raise click.UsageError("The key is empty.")
    keep_key(spec, SecretStr(given))
    click.echo(f"Kept in the keyring for {spec.host}; models key {name} --forget takes it out.")


@models.command()
@home_option
@click.pass_obj
def clear(home: Path | None) -> None:
    """Forget the answers that BRIEFING_MODEL_CACHE kept of identical calls."""
    from assistant.writing.kept_calls import KeptCalls

    count = KeptCalls(application_of(home).settings.kept_calls).clear()
    click.echo(f"Forgot {count} kept answer{'' if count == 1 else 's'}.")


def application_of(home: Path | None, **given: object) -> "Application":
    """Return the application of a home with these settings."""
    from ui.application import Application
    from ui.settings import load_settings

    return Application(load_settings(home=home, **given))


def ask_consent(application: "Application") -> None:
    """Ask, where somebody is there to answer, before a hosted model is used for the first time.

    Raises:
        BriefingError: nobody is there, or the settings forbid the model.
        click.Abort: the answer was no.

    """
    from ui.models.consent import what_is_sent
    from ui.models.writer import ConsentNeededError, spec_of

    try:
        _ = application.writers
    except ConsentNeededError:
        spec = spec_of(application.settings)
        if spec is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        click.echo(what_is_sent(spec), err=True)
        click.confirm("Allow this, from now on?", abort=True, err=True)
        application.consents.allow(spec)


def _list(application: "Application") -> None:
    from ui.models.keys import with_key
    from ui.models.reaching import reached
    from ui.models.writer import spec_of

    settings = application.settings
    spec = spec_of(settings)
    click.echo(f"answers written by: {settings.model}")
    if spec is not None:
        click.echo(f"  {_state(application, spec)}; {reached(with_key(spec))}")
        checker = f" and {settings.model_checker}" if settings.model_checker else ""
        click.echo(f"  checked by rules{checker}")
    for name, file in application.registry.files.items():
        state = "ready" if file.is_unchanged else "its file is gone or was changed"
        click.echo(f"local:{name} ({file.architecture}, {file.size / 1e6:,.0f} MB): {state}")
    others = [one for one in application.consents.entries if spec is None or one.name != spec.name]
    for one in others:
        click.echo(f"allowed: {one.name} (hosted by {one.host})")
    if spec is None and not others and not application.registry.files:
        click.echo("No chat model is set. Set one with --model PROVIDER:NAME or BRIEFING_MODEL.")


def _state(application: "Application", spec: "ChatModelSpec") -> str:
    if spec.is_local:
        return "on this machine"
    allowed = "allowed" if application.consents.is_allowed(spec) else "not allowed yet"
    return f"hosted by {spec.host}, {allowed}"
