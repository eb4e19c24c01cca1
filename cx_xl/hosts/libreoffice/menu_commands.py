"""
The commands of the CX menu, inside LibreOffice.

LibreOffice asks for the handler of an address such as `org.cxxl.cx:why`, for each
window anew. Without `Silent` a command shows its answer; it returns it, too.

They run where the user clicks, on LibreOffice's main thread. A script has to ask for
that thread (com.sun.star.awt.AsyncCallback): on another one, Python that lets go of a
cell and windows that draw our toolbar can wait for each other for ever.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from cx_xl.errors import Language
from cx_xl.hosts.libreoffice.calc_menu import PROTOCOL, TITLE
from cx_xl.hosts.libreoffice.examples import Examples
from cx_xl.hosts.libreoffice.why import Inquiry

HANDLER = "org.cxxl.CxCommands"
TYPES = (
    "com.sun.star.lang.XTypeProvider",
    "com.sun.star.lang.XServiceInfo",
    "com.sun.star.lang.XInitialization",
    "com.sun.star.frame.XDispatchProvider",
    "com.sun.star.frame.XNotifyingDispatch",
)
SERVICES = ("com.sun.star.frame.ProtocolHandler",)
NEW = "private:factory/scalc"
SUCCESS = 1  # com.sun.star.frame.DispatchResultState
BUTTON_OK = 1  # com.sun.star.awt.MessageBoxButtons


class Commands:
    """The handler of the commands, for one window."""

    def __init__(self, context: Any, *_: Any) -> None:
        self.uno = import_module("uno")  # only LibreOffice's Python has it
        self.context = context
        self.frame: Any = None

    def getTypes(self) -> tuple[Any, ...]:  # noqa: N802 - UNO's name
        """Return the interfaces."""
        return tuple(map(self.uno.getTypeByName, TYPES))

    def getImplementationId(self) -> Any:  # noqa: N802 - UNO's name
        """Return nothing: LibreOffice no longer asks for it."""
        return self.uno.ByteSequence(b"")

    def getImplementationName(self) -> str:  # noqa: N802 - UNO's name
        """Return the name under which we are registered."""
        return HANDLER

    def supportsService(self, name: str) -> bool:  # noqa: N802 - UNO's name
        """Say whether we are a *name*."""
        return name in SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802 - UNO's name
        """Return what we are."""
        return SERVICES

    def initialize(self, given: tuple[Any, ...]) -> None:
        """Keep the window that asks."""
        self.frame = next(iter(given), None)

    def queryDispatch(self, url: Any, _name: str, _flags: int) -> Any:  # noqa: N802
        """Return ourselves for our own addresses."""
        return self if url.Complete.startswith(PROTOCOL) else None

    def queryDispatches(self, requests: Any) -> tuple[Any, ...]:  # noqa: N802
        """Answer several requests."""
        return tuple(
            self.queryDispatch(r.FeatureURL, r.FrameName, r.SearchFlags)
            for r in requests
        )

    def addStatusListener(self, listener: Any, url: Any) -> None:  # noqa: N802
        """Do nothing: the commands are always there."""

    def removeStatusListener(self, listener: Any, url: Any) -> None:  # noqa: N802
        """Do nothing."""

    def dispatch(self, url: Any, arguments: Any) -> None:
        """Run a command."""
        self._run(url, arguments)

    def dispatchWithNotification(  # noqa: N802 - UNO's name
        self, url: Any, arguments: Any, listener: Any
    ) -> None:
        """Run a command, and tell *listener* its answer."""
        event = self.uno.createUnoStruct("com.sun.star.frame.DispatchResultEvent")
        event.Source, event.State = self, SUCCESS
        event.Result = self._run(url, arguments)
        if listener is not None:
            listener.dispatchFinished(event)

    def _run(self, url: Any, arguments: Any) -> str:
        answer = COMMANDS[url.Complete.removeprefix(PROTOCOL)](self)
        if answer and not any(a.Name == "Silent" and a.Value for a in arguments):
            self._show(answer)
        return answer

    def _why(self) -> str:
        document = self.frame.getController().getModel()
        return Inquiry(document, self._language()).selected()

    def _examples(self) -> str:
        create = self.context.ServiceManager.createInstanceWithContext
        desktop = create("com.sun.star.frame.Desktop", self.context)
        hidden = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        hidden.Name, hidden.Value = "Hidden", True
        # Until it is complete nothing is painted, and so nothing is computed twice.
        document = desktop.loadComponentFromURL(NEW, "_blank", 0, (hidden,))
        Examples(document.Sheets.getByIndex(0), self._language()).write()
        document.setModified(False)
        window = document.getCurrentController().getFrame().getContainerWindow()
        window.setVisible(True)
        window.toFront()
        return ""  # the new window is the answer

    def _show(self, text: str) -> None:
        window = self.frame.getContainerWindow()
        kind = self.uno.Enum("com.sun.star.awt.MessageBoxType", "INFOBOX")
        title = TITLE.say(self._language())
        create = self.context.ServiceManager.createInstanceWithContext
        toolkit = create("com.sun.star.awt.Toolkit", self.context)
        toolkit.createMessageBox(window, kind, BUTTON_OK, title, text).execute()

    def _language(self) -> Language:
        """Return the language of the menus, if we speak it."""
        provider = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        )
        path = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        path.Name, path.Value = "nodepath", "/org.openoffice.Setup/L10N"
        access = "com.sun.star.configuration.ConfigurationAccess"
        settings = provider.createInstanceWithArguments(access, (path,))
        locale = settings.getByName("ooLocale") or ""
        return "it" if locale.startswith("it") else "en"


COMMANDS: dict[str, Callable[[Commands], str]] = {
    "why": Commands._why,  # noqa: SLF001 - our own class
    "examples": Commands._examples,  # noqa: SLF001
}
