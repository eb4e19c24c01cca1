"""The words of the library that reads the command line, in Italian."""

import re
from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

HELP = {
    "help": "Mostra queste righe e termina.",
    "install_completion": "Installa il completamento dei comandi nel terminale.",
    "show_completion": "Mostra il completamento dei comandi, da copiare.",
}
PANELS = {
    "ARGUMENTS_PANEL_TITLE": "Argomenti",
    "OPTIONS_PANEL_TITLE": "Opzioni",
    "COMMANDS_PANEL_TITLE": "Comandi",
    "ERRORS_PANEL_TITLE": "Errore",
    "ABORTED_TEXT": "Interrotto.",
    "DEFAULT_STRING": "[se manca: {}]",
    "REQUIRED_LONG_STRING": "[obbligatorio]",
    "RICH_HELP": "Come si usa: [blue]'{command_path} {help_option}'[/].",
}
USAGE = {"[OPTIONS]": "[OPZIONI]", "COMMAND [ARGS]...": "COMANDO [ARGOMENTI]..."}
# What is wrong with a command line; the rest of a sentence is what was typed.
ERRORS = (
    (r"Missing argument (.+)\.", r"Manca l'argomento \1."),
    (r"Missing option (.+)\.", r"Manca l'opzione \1."),
    (r"Missing command\.", "Manca il comando."),
    (r"No such option: (\S+)", r"L'opzione \1 non esiste."),
    (r"No such command (.+?)\.", r"Il comando \1 non esiste."),
    (r"Did you mean (.+)\?", r"Intendevi \1?"),
    (r"\(Possible options: (.+)\)", r"Intendevi \1?"),
    (r"Got unexpected extra argument\S* \((.+?)\)?$", r"Di troppo: \1."),
    (r"Option (\S+) does not take a value\.", r"L'opzione \1 non vuole un valore."),
    (r"Option (\S+) requires an argument\.", r"L'opzione \1 vuole un valore."),
    (r"Invalid value for (.+?): ", r"Valore non valido per \1: "),
    ("Value error, ", ""),
    (r"Input should be a valid integer.*", "serve un numero intero."),
    (r"Input should be less than or equal to (\S+)", r"al massimo \1."),
    (r"Input should be greater than or equal to (\S+)", r"almeno \1."),
    (r"(\S+) is not one of (.+)\.", r"\1 non è tra \2."),
    (r"Missing parameter: (.+)", r"Manca \1."),
    (r"Option (\S+) requires (\d+) arguments\.", r"L'opzione \1 vuole \2 valori."),
    (r"(\S+) is not a valid (?:integer|float|int)\b.*", r"\1 non è un numero."),
    (r"(\S+) is not in the range (.+)\.", r"\1 non sta tra i valori ammessi, \2."),
)


def speak_italian() -> None:
    """Let help and usage be in Italian."""
    for name, words in PANELS.items():
        if hasattr(rich_utils, name):
            setattr(rich_utils, name, words)
    context: Any = TyperGroup.context_class
    usual = context.formatter_class

    def write_usage(self: Any, prog: str, args: str = "", *_: object) -> None:
        for english, italian in USAGE.items():
            args = args.replace(english, italian)
        usual.write_usage(self, prog, args, "Uso: ")

    context.formatter_class = type("Formatter", (usual,), {"write_usage": write_usage})
    for kind in (TyperCommand, TyperGroup):
        _help_in_italian(kind)


def in_italian(sentence: str) -> str:
    """
    Return what is wrong with a command line in Italian.

    >>> in_italian("No such option: --mont (Possible options: --month, --months)")
    "L'opzione --mont non esiste. Intendevi --month, --months?"
    >>> in_italian("Got unexpected extra argument (password=…")  # masked to its end
    'Di troppo: password=….'
    """
    for english, italian in ERRORS:
        sentence = re.sub(english, italian, sentence)
    return sentence


def _help_in_italian(kind: Any) -> None:
    usual = kind.get_help_option

    def get_help_option(command: Any, context: Any) -> Any:
        option = usual(command, context)
        for each in (option, *command.params):
            if each is not None and each.name in HELP:
                each.help = HELP[each.name]
        return option

    kind.get_help_option = get_help_option
