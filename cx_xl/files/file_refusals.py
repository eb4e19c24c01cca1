"""Why a workbook file is refused, and what its owner can do about it."""

from cx_xl.errors import Explained


class FileRefused(Explained):
    """
    Base of all refusals of a file; names the file, never its folder.

    Attributes:
        facts: `file` and whatever else the sentence names.
    """


class MissingFile(FileRefused):
    """No such file."""

    en = "{file} does not exist; check its name and folder."
    it = "{file} non esiste; controlla il nome e la cartella."


class Unreadable(FileRefused):
    """The operating system does not let us read it."""

    en = "{file} cannot be read ({reason}); close it elsewhere or check your rights."
    it = "{file} non si legge ({reason}); chiudilo altrove o controlla i permessi."


class NotAWorkbook(FileRefused):
    """Some other kind of file."""

    en = "{file} is not an Excel workbook; open it elsewhere and save it as .xlsx."
    it = "{file} non è un file Excel; aprilo col suo programma e salvalo in .xlsx."


class RenamedText(FileRefused):
    """A CSV, HTML or other text file under a workbook's name."""

    en = "{file} is a text file such as CSV; open it in Excel and save it as .xlsx."
    it = "{file} è un file di testo, per esempio CSV; aprilo in Excel e salva in .xlsx."


class OldXls(FileRefused):
    """Excel 97-2003."""

    en = "{file} is in the old .xls format; open it in Excel and save it as .xlsx."
    it = "{file} è nel vecchio formato .xls; aprilo in Excel e salvalo come .xlsx."


class BinaryXlsb(FileRefused):
    """Excel's binary format."""

    en = "{file} is a binary workbook (.xlsb); open it in Excel and save it as .xlsx."
    it = "{file} è una cartella binaria (.xlsb); aprila in Excel e salvala come .xlsx."


class UnreadOds(FileRefused):
    """An .ods that the library does not read."""

    en = "{file} cannot be read as an .ods; open it in LibreOffice and save as .xlsx."
    it = "{file} non si legge come .ods; aprilo in LibreOffice e salvalo in .xlsx."


class ValuesOnly(FileRefused):
    """Formulas are asked of a file of which only the values are read."""

    en = "{file}: only its values are read, not its formulas; save it as .xlsx first."
    it = "{file}: se ne leggono i valori, non le formule; prima salvalo in .xlsx."


class NoFormulas(FileRefused):
    """Formulas are asked of a table of text."""

    en = "{file} is text, without formulas; bring it into a workbook: cx-xl import."
    it = "{file} è testo, senza formule; portalo in una cartella con cx-xl import."


class BadEncoding(FileRefused):
    """The text is not in the encoding that was named."""

    en = "{file} is not in {encoding}; leave out --encoding or name another."
    it = "{file} non è in {encoding}; ometti --encoding o indicane un'altra."


class BadText(FileRefused):
    """No table of text."""

    en = "{file} is no table of text; export it again as CSV or .xlsx."
    it = "{file} non è una tabella di testo; esportalo di nuovo in CSV o .xlsx."


class LargerThanSheet(FileRefused):
    """A table of text with more rows or columns than a sheet has."""

    en = "{file} has more rows or columns than a sheet takes; divide it into parts."
    it = "{file} ha più righe o colonne di un foglio; dividilo in più file."


class Encrypted(FileRefused):
    """Protected by a password to open."""

    en = "{file} needs a password to open; save a copy without password and use that."
    it = "{file} chiede una password per aprirsi; salvane una copia senza e usa quella."


class Truncated(FileRefused):
    """The container is cut short or its contents fail their checksums."""

    en = "{file} is damaged or incomplete; download or copy it again."
    it = "{file} è danneggiato o incompleto; scaricalo o copialo di nuovo."


class TooLarge(FileRefused):
    """Larger than the limit for files."""

    en = "{file} has {size:.0f} MB, the limit is {limit:.0f} MB; split it into parts."
    it = "{file} pesa {size:.0f} MB, il limite è {limit:.0f} MB; dividilo in più file."


class ZipBomb(FileRefused):
    """Unpacks to far more than a workbook needs."""

    en = "{file} unpacks to an unsafe size; if you trust it, save it again in Excel."
    it = "{file} si scompatta a dismisura; se ti fidi, risalvalo con Excel."


class BadPartName(FileRefused):
    """A part stands twice in the container, or would land outside of it."""

    en = "{file} holds the odd part {part!r}; if you trust it, save it again in Excel."
    it = "{file} ha la strana parte {part!r}; se ti fidi, risalvalo con Excel."


class HasDoctype(FileRefused):
    """A part declares a document type, which no spreadsheet program writes."""

    en = "{file} declares XML entities ({part}); if you trust it, resave it in Excel."
    it = "{file} dichiara entità XML ({part}); se ti fidi, risalvalo con Excel."


class MalformedXml(FileRefused):
    """A part is not XML, or not the XML that its place asks for."""

    en = "{file} has a part that cannot be read ({part}); save it again in Excel."
    it = "{file} ha una parte che non si legge ({part}); risalvalo con Excel."


class NoSheets(FileRefused):
    """Nothing to read."""

    en = "{file} has no worksheet; add one in Excel and save it again."
    it = "{file} non ha fogli di lavoro; aggiungine uno in Excel e salva di nuovo."


class ExtentTooLarge(FileRefused):
    """Cells so far apart that the sheet between them cannot be held."""

    en = "{file}: sheet {sheet!r} reaches to {cell}; delete the stray cells far away."
    it = "{file}: il foglio {sheet!r} arriva a {cell}; elimina le celle lontane."


class TooManyCells(FileRefused):
    """More cells in the book than fit into memory."""

    en = "{file} holds more than {limit} cells; split it into several workbooks."
    it = "{file} contiene più di {limit} celle; dividilo in più cartelle di lavoro."


class ArrayTooLarge(FileRefused):
    """Array formulas that claim more cells than they can ever fill."""

    en = "{file}: array formula {cell} of {sheet!r} covers too many cells; shorten it."
    it = "{file}: la matrice in {cell} di {sheet!r} copre troppe celle; riducila."


class TangledNames(FileRefused):
    """Defined names that stand for names that stand for names, without an end."""

    en = "{file}: the name {name!r} leads through too many others; shorten the chain."
    it = "{file}: il nome {name!r} passa per troppi altri nomi; accorcia la catena."


class MergeTooLarge(FileRefused):
    """Merged cells that cover a whole sheet."""

    en = "{file}: sheet {sheet!r} merges a million cells or more; unmerge them."
    it = "{file}: il foglio {sheet!r} unisce oltre un milione di celle; dividile."


class BadCell(FileRefused):
    """A cell whose address or content no spreadsheet writes."""

    en = "{file}: cell {cell} of {sheet!r} holds {text!r}; retype that cell."
    it = "{file}: la cella {cell} di {sheet!r} contiene {text!r}; riscrivila."


class LostText(BadCell):
    """A cell points at a text that is not among those of the file."""

    en = "{file}: the text of cell {cell} of {sheet!r} is lost; get the file again."
    it = "{file}: il testo di {cell} di {sheet!r} è perso; procurati di nuovo il file."


class NoSuchSheet(FileRefused):
    """The workbook has no sheet of that name."""

    en = "{file} has no sheet {sheet!r}; it has {sheets}."
    it = "{file} non ha un foglio {sheet!r}; i suoi fogli sono {sheets}."


class Locked(FileRefused):
    """Open in a spreadsheet program: writing would collide with it."""

    en = "{file} is open in Excel or LibreOffice; close it there and try again."
    it = "{file} è aperto in Excel o LibreOffice; chiudilo e riprova."


class SameFile(FileRefused):
    """The copy would replace its own source."""

    en = "{file} is the source itself; choose another name for the copy."
    it = "{file} è il file di partenza; scegli un altro nome per la copia."


class SuffixDiffers(FileRefused):
    """Spreadsheet programs refuse a file whose name says another format."""

    en = "{file} must end in {suffix}; choose such a name."
    it = "{file} deve finire in {suffix}; scegli un nome così."


class NotAFile(FileRefused):
    """A device, a pipe, a folder: nothing that a file may take the place of."""

    en = "{file} is a folder, a device or a pipe; give the name of an ordinary file."
    it = "{file} è una cartella, una pipe o un dispositivo; indica un normale file."


class CannotWrite(FileRefused):
    """The operating system does not let us write there."""

    en = "{file} cannot be written ({reason}); check the folder and the space left."
    it = "{file} non si può scrivere ({reason}); controlla la cartella e lo spazio."


class TextTooLong(FileRefused):
    """More characters than a cell takes."""

    en = "{file}: cell {cell} of {sheet!r} takes 32,767 characters; shorten its text."
    it = "{file}: {cell} di {sheet!r} accetta 32.767 caratteri; accorcia il testo."
