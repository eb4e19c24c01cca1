"""Settings of Excel and rules of IT that keep an add-in or its Python from running."""

from collections.abc import Iterator
from typing import Any

from cx_xl.hosts.excel.machine import Machine
from cx_xl.hosts.findings import Finding

OFFICE = "Software\\Microsoft\\Office\\16.0"
HIVES = ("HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE")
SECURITY = (
    f"HKEY_CURRENT_USER\\{OFFICE}\\Excel\\Security",
    "HKEY_CURRENT_USER\\Software\\Policies\\Microsoft\\Office\\16.0\\Excel\\Security",
)
DISABLED = f"HKEY_CURRENT_USER\\{OFFICE}\\Excel\\Resiliency\\DisabledItems"
VBA_OFF = tuple(
    f"{hive}\\Software\\Policies\\Microsoft\\Office\\16.0\\Common" for hive in HIVES
)
DEFENDER = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender"
RULES = f"{DEFENDER}\\Windows Defender Exploit Guard\\ASR\\Rules"
MANAGED = f"{DEFENDER}\\Policy Manager"  # one text: rule=state|rule=state
APPLOCKER = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\SrpV2"
BLOCKS = "1"
# Trusted from the beginning: learn.microsoft.com/microsoft-365-apps/security/
# trusted-locations, "Default Trusted Locations for Excel"
USUAL = "Microsoft/Excel/XLSTART"
# learn.microsoft.com/defender-endpoint/attack-surface-reduction-rules-reference
NO_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"  # of Office
NO_RARE_FILES = "01443614-cd74-433a-b99e-2ecdc07bfc25"


def examine(machine: Machine, addin: str) -> Iterator[Finding]:
    """Look at everything that can forbid the add-in called *addin*."""
    yield from _trust(machine)
    yield from _network(machine)
    yield from _moved(machine)
    yield from _disabled(machine, addin)
    yield from _vba(machine)
    yield from _defender(machine)
    yield from _applocker(machine)


def _trust(machine: Machine) -> Iterator[Finding]:
    """Look at the settings that keep a trusted folder's macros from running."""
    settings: dict[str, Any] = {}
    for key in SECURITY:  # a policy overrules the user
        settings |= machine.registry(key)
        settings |= machine.registry(f"{key}\\Trusted Locations")
    macros_run = settings.get("VBAWarnings") == 1
    if settings.get("AllLocationsDisabled") == 1 and not macros_run:
        yield _unticked(
            "Excel trusts no folder",
            "Disable all Trusted Locations",
            "Trusted Locations",
            "Excel non considera attendibile nessuna cartella",
            "Disabilita tutti i percorsi attendibili",
            "Percorsi attendibili",
        )
    if settings.get("DisableAllAddins") == 1:
        yield _unticked(
            "Excel runs no add-ins",
            "Disable all Application Add-ins",
            "Add-ins",
            "Excel non esegue componenti aggiuntivi",
            "Disabilita tutti i componenti aggiuntivi",
            "Componenti aggiuntivi",
        )


def _unticked(  # noqa: PLR0913, PLR0917 - what, box and page in two languages
    en: str, box_en: str, page_en: str, it: str, box_it: str, page_it: str
) -> Finding:
    return Finding(
        "problem",
        f"{en}: untick '{box_en}' in File > Options > Trust Center > Trust Center "
        f"Settings > {page_en}. If it is grey, ask your IT department.",
        f"{it}: togli la spunta a «{box_it}» in File > Opzioni > Centro protezione > "
        f"Impostazioni Centro protezione > {page_it}. Se è in grigio, chiedi all'IT.",
    )


def _disabled(machine: Machine, name: str) -> Iterator[Finding]:
    """Excel disables for good what it blames for a crash."""
    mark = name.encode("utf-16-le")
    values = machine.registry(DISABLED).values()
    if any(isinstance(v, bytes) and mark in v.lower() for v in values):
        yield Finding(
            "problem",
            "Excel has disabled the add-in after a crash: File > Options > Add-ins > "
            "Manage: Disabled Items > Go, choose cx_xl, Enable.",
            "Excel ha disattivato il componente dopo un blocco: File > Opzioni > "
            "Componenti aggiuntivi > Gestisci: Elementi disabilitati > Vai, scegli "
            "cx_xl, Abilita.",
        )


def _network(machine: Machine) -> Iterator[Finding]:
    """Excel trusts no folder of the network, unless it is told to."""
    if not str(machine.start_folder).startswith("\\\\"):
        return
    keys = (f"{key}\\Trusted Locations" for key in SECURITY)
    if not any(machine.registry(k).get("AllowNetworkLocations") == 1 for k in keys):
        yield Finding(
            "problem",
            f"Excel's start folder lies in the network ({machine.start_folder}), and "
            "there it runs no macros. Ask IT to allow it: File > Options > Trust "
            "Center > Trust Center Settings > Trusted Locations > Allow Trusted "
            "Locations on my network.",
            f"La cartella di avvio di Excel è in rete ({machine.start_folder}) e da lì "
            "Excel non esegue macro. Chiedi all'IT di consentirlo: File > Opzioni > "
            "Centro protezione > Impostazioni Centro protezione > Percorsi "
            "attendibili > Consenti percorsi attendibili nella rete.",
        )


def _moved(machine: Machine) -> Iterator[Finding]:
    """Look whether the start folder is one that Excel trusts by itself."""
    folder = machine.start_folder
    if folder == machine.roaming / USUAL or str(folder).startswith("\\\\"):
        return
    yield Finding(
        "unknown",
        f"Not checked: Excel's start folder has been moved ({folder}), and whether "
        "Excel trusts the new one only Excel shows. If there is no tab CX, add it: "
        "File > Options > Trust Center > Trust Center Settings > Trusted Locations.",
        f"Non controllato: la cartella di avvio di Excel è stata spostata ({folder}) e "
        "se Excel si fida di quella nuova lo mostra solo Excel. Se manca la scheda CX, "
        "aggiungila: File > Opzioni > Centro protezione > Impostazioni Centro "
        "protezione > Percorsi attendibili.",
    )


def _vba(machine: Machine) -> Iterator[Finding]:
    if any(machine.registry(key).get("VBAOff") == 1 for key in VBA_OFF):
        yield Finding(
            "problem",
            "IT has switched off VBA in Office (policy VBAOff), so no add-in of this "
            "kind can run. Use the workbook that needs no add-in: cx-xl new kpi.xlsx",
            "L'IT ha disattivato VBA in Office (criterio VBAOff): nessun componente di "
            "questo tipo può funzionare. Usa il file che non ne ha bisogno: cx-xl new "
            "kpi.xlsx",
        )


def _defender(machine: Machine) -> Iterator[Finding]:
    rules = _rules(machine)
    if rules.get(NO_CHILDREN) == BLOCKS:
        yield Finding(
            "problem",
            "IT forbids Office to start other programs (attack surface reduction rule "
            f"{NO_CHILDREN}), and the functions are computed by one. Ask IT for an "
            f"exclusion: {machine.interpreter}",
            "L'IT vieta a Office di avviare altri programmi (regola di riduzione della "
            f"superficie di attacco {NO_CHILDREN}), e le funzioni le calcola uno di "
            f"questi. Chiedi all'IT un'esclusione: {machine.interpreter}",
        )
    if rules.get(NO_RARE_FILES) == BLOCKS:
        yield Finding(
            "warning",
            "Windows may block programs that few people have (attack surface "
            f"reduction rule {NO_RARE_FILES}). If =CX_NPS(9) gives an error, ask IT "
            f"for an exclusion: {machine.interpreter}",
            "Windows può bloccare i programmi che pochi hanno (regola di riduzione "
            f"della superficie di attacco {NO_RARE_FILES}). Se =CX_NPS(9) dà errore, "
            f"chiedi all'IT un'esclusione: {machine.interpreter}",
        )


def _rules(machine: Machine) -> dict[str, str]:
    """Return the state of each rule; a management service keeps them in one text."""
    rules = {name.lower(): str(v) for name, v in machine.registry(RULES).items()}
    managed = str(machine.registry(MANAGED).get("ASRRules", ""))
    pairs = (part.partition("=") for part in managed.split("|") if "=" in part)
    return rules | {name.strip().lower(): state.strip() for name, _, state in pairs}


def _applocker(machine: Machine) -> Iterator[Finding]:
    kinds = [
        kind
        for kind in ("Exe", "Dll")
        if machine.registry(f"{APPLOCKER}\\{kind}").get("EnforcementMode") == 1
    ]
    if kinds:
        listed, python = ", ".join(kinds), machine.interpreter.parent
        yield Finding(
            "warning",
            f"IT decides which programs may run (AppLocker: {listed}). Whether "
            f"{python} and {machine.folder} are allowed can not be seen from here; if "
            "=CX_NPS(9) gives an error, ask IT to allow both.",
            f"L'IT decide quali programmi si possono eseguire (AppLocker: {listed}). "
            f"Da qui non si vede se {python} e {machine.folder} sono ammessi: se "
            "=CX_NPS(9) dà errore, chiedi all'IT di ammetterli.",
        )
