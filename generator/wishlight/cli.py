"""The command line: finds the command, chooses the language, keeps people's mistakes and our faults apart.

The files in `commands/` are the list of commands; each is imported only when it is called, and its help stands in the
words files. Exit codes: 0 good, 1 problems in the data, 2 wrong use or a machine that refuses (full disk, no right to
write), 3 a fault of ours.
"""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import click

from wishlight import __version__, crash
from wishlight.helptext import FALLBACK, choose_language, list_languages, read_sentences
from wishlight.invocation import Invocation, find_root

COMMANDS = Path(__file__).parent / "commands"


def main() -> None:
    """The entry point of the installed `wishlight`."""
    for stream in (sys.stdout, sys.stderr):
        _make_readable(stream)
    sys.exit(run(sys.argv[1:], Path.cwd()))


def run(argv: Sequence[str], folder: Path) -> int:
    """Carry out one call from a folder and return its exit code; nothing but that and output comes out."""
    lang = choose_language(argv, os.environ, find_root(folder))
    say = _speaker(lang)
    if not all(map(_is_text, argv)):  # no record could hold it, and what is made of it would break far from here
        say("not-utf8")
        return 2
    try:
        code = Commands(lang, folder).main(list(argv), prog_name="wishlight", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        say("stopped")
        return 130  # as shells count an interrupt
    except click.UsageError as error:
        say("wrong-use", what=explain_usage(error, lang), help=error.ctx.command_path if error.ctx else "wishlight")
        return 2
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the reader left; nobody to tell
        return 0
    except OSError as error:
        if error.filename is None and error.errno is None:
            return _report(error, argv, folder, say)
        say("machine-refuses", what=error.strerror or error, path=error.filename or "-")
        return 2
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a report
        if str(error) == "Query interrupted":  # how DuckDB tells of Ctrl-C
            say("stopped")
            return 130
        return _tell_refused(error) or _report(error, argv, folder, say)
    return code if isinstance(code, int) else 0


def list_commands() -> list[str]:
    """The names of all commands: the files in `commands/` (a name that Python reserves has an underscore behind it)."""
    return sorted(path.stem.rstrip("_") for path in COMMANDS.glob("*.py") if path.stem != "__init__")


def load_command(name: str) -> click.Command:
    """Import one command. Raises AttributeError where its module forgot to define it: our fault, not the caller's."""
    stem = name if (COMMANDS / f"{name}.py").exists() else f"{name}_"
    command = getattr(import_module(f"wishlight.commands.{stem}"), stem)
    if not isinstance(command, click.Command):
        raise TypeError(f"commands/{stem}.py: {stem} is not a command")
    return command


class Formatter(click.HelpFormatter):
    """click's help, with its few headings in the reader's language."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.sentences = read_sentences("cli", lang)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or self.sentences["usage"])

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.sentences.get(heading.lower().replace(" ", "-"), heading))


class Context(click.Context):
    """A call in a language."""

    def make_formatter(self) -> click.HelpFormatter:
        top = self.find_root().command
        return Formatter(getattr(top, "lang", FALLBACK))


class Commands(click.Group):
    """All commands, in one language, called from one folder."""

    context_class = Context

    def __init__(self, lang: str, folder: Path) -> None:
        self.lang, self.folder, self.sentences = lang, folder, read_sentences("help", lang)
        options = [_lang_option(), click.Option(["--root"], type=click.Path(file_okay=False, exists=True, path_type=Path)), _version_option()]
        super().__init__("wishlight", params=[*options], callback=self._start)
        _explain(self, "wishlight", self.sentences)

    def _start(self, root: Path | None) -> None:
        click.get_current_context().obj = Invocation(self.lang, (root or find_root(self.folder)).absolute())

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list_commands()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in list_commands():
            return None
        command = copy.copy(load_command(cmd_name))
        command.name, command.context_class = cmd_name, Context
        command.params = [*(copy.copy(option) for option in command.params), _lang_option()]
        _explain(command, cmd_name, self.sentences)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.sentences.get(name, "").split("\n")[0]) for name in list_commands()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def explain_usage(error: click.UsageError, lang: str) -> str:
    """What is wrong with a call, in the reader's language where click says it in a form that can be told apart."""
    from difflib import get_close_matches  # only for those who mistyped

    say = read_sentences("cli", lang)
    if isinstance(error, click.NoSuchOption):
        return say["no-option"].format(name=error.option_name) + _suggest(error.possibilities, say)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return say["no-command"].format(name=error.command_name) + _suggest(get_close_matches(error.command_name, list_commands()), say)
    if isinstance(error, click.MissingParameter) and error.param:
        return say["missing"].format(name=error.param.get_error_hint(error.ctx) if error.ctx else error.param.name)
    if isinstance(error, click.BadParameter) and error.param and error.ctx:
        return say["bad-value"].format(name=error.param.get_error_hint(error.ctx), why=error.message)
    return error.format_message()


def _suggest(possibilities: Sequence[str] | None, say: dict[str, str]) -> str:
    return say["meant"].format(names=", ".join(sorted(possibilities))) if possibilities else ""


def _explain(command: click.Command, name: str, sentences: dict[str, str]) -> None:
    """Give a command and its options their help: keys `name` and `name--option`."""
    command.help = sentences.get(name)
    for option in command.params:
        if isinstance(option, click.Option):
            long = max(option.opts, key=len).removeprefix("--")
            option.help = sentences.get(f"{name}--{long}") or sentences.get(f"any--{long}")
    command._help_option = None
    helper = command.get_help_option(click.Context(command))
    if helper:
        helper.help = sentences["any--help"]


def _lang_option() -> click.Option:
    return click.Option(["--lang"], type=click.Choice(list_languages()), expose_value=False)


def _version_option() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted:
            click.echo(f"wishlight {__version__}")
            ctx.exit()

    return click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show)


def _speaker(lang: str) -> Callable[..., None]:
    def say(key: str, **values: object) -> None:
        text = read_sentences("cli", lang)[key].format(**values)
        click.echo(text.encode("utf-8", "backslashreplace").decode(), err=True)  # a path may be no text

    return say


def _is_text(word: str) -> bool:
    """Whether what was typed came in the encoding that was expected; bytes that did not stand in it as lone surrogates."""
    try:
        word.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _tell_refused(error: Exception) -> int:
    """Exit code 1 with every problem, where the records were refused; 0 where it is something else."""
    if "wishlight.build" not in sys.modules:  # whoever raised it has imported it; where that failed, this must not fail again
        return 0
    from wishlight.build import BoardRefusedError
    from wishlight.problems import print_text

    if not isinstance(error, BoardRefusedError):
        return 0
    click.echo(print_text(error.problems), nl=False)
    return 1


def _report(error: BaseException, argv: Sequence[str], folder: Path, say: Callable[..., None]) -> int:
    say("our-fault", path=crash.write_report(error, argv, folder))
    return 3


def _make_readable(stream: object) -> None:
    """Chinese must come out also where a pipe's encoding knows no Chinese (Windows); the name of a file that is no text, with its bytes as numbers."""
    encoding, reconfigure = getattr(stream, "encoding", None), getattr(stream, "reconfigure", None)
    try:
        "微光".encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        encoding = "utf-8"
    if reconfigure:
        reconfigure(encoding=encoding, errors="backslashreplace")
