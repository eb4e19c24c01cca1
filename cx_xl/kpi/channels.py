"""Channels: where do customers ask, and who answers?"""

from collections.abc import Hashable, Sequence
from typing import Annotated

from cx_xl.errors import NoAnswers, Text, TooLarge, ZeroBase
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.kpi.shared.shares import refuse_no_part
from cx_xl.spec import Arg, Family, Kind, Role, Table, worksheet
from cx_xl.stats import proportion
from cx_xl.stats.estimate import Estimate

FAMILY = Family.of(__doc__, "Canali: dove chiedono i clienti, e chi risponde?")

UNKNOWN = "unknown"

Channels = Annotated[
    Sequence[Hashable | None],
    Arg(
        en="The channel of each contact or row of volumes.",
        it="Il canale di ogni contatto o riga di volumi.",
        role=Role.GROUPS,
        alone=True,
    ),
]
Volumes = Annotated[
    Sequence[float] | None,
    Arg(
        en="How many contacts each row stands for; left out, one.",
        it="Quanti contatti vale ogni riga; se lo ometti, uno.",
        role=Role.AMOUNTS,
        domain=COUNT,
    ),
]


@worksheet(
    "CX_VOLUME_BY_CHANNEL",
    it="Contatti per canale: quanti e che quota sul totale.",
    kind=Kind.SHARE,
    example='=CX_VOLUME_BY_CHANNEL({"Chat";"Phone";"Chat"})',
    returns_it="Una riga per canale, nell'ordine in cui compaiono: i contatti e la "
    'loro quota, da 0 a 1. I volumi senza canale si chiamano "unknown".',
    raises_it={
        "NoAnswers": "non c'è nessun contatto",
        "OutOfRange": "un volume è negativo",
    },
    missing=Text(
        "Without volumes, rows without a channel do not count; with them, their "
        'channel is "unknown", and rows without a volume do not count.',
        "Senza volumi, le righe senza canale non contano; con i volumi, il loro "
        'canale è "unknown", e non contano le righe senza volume.',
    ),
)
def volume_by_channel(channels: Channels, volumes: Volumes = None) -> Table:
    """
    Contacts by channel: how many, and their share of all.

    Args:
        channels: the channel of each row; None for unknown.
        volumes: contacts per row, at least 0; without them every row is one contact
            and rows without a channel do not count.

    Returns:
        A row per channel in order of first appearance: contacts and their share in
        [0, 1]. Volumes without a channel are called "unknown".

    Raises:
        NoAnswers: there is no contact.
        OutOfRange: a volume is negative.

    References:
        customercentricity.it, "I KPI del customer service", part 11.
    """
    contacts: dict[Hashable, float] = {}
    ones = [int(channel is not None) for channel in channels]
    for channel, volume in zip(channels, volumes or ones, strict=True):
        if volume or channel is not None:
            name = UNKNOWN if channel is None else channel
            contacts[name] = contacts.get(name, 0) + volume
    everything = sum(contacts.values())
    if not everything:
        raise NoAnswers("channels")
    rows = [(name, n, n / everything) for name, n in contacts.items()]
    return Table(("channel", "n", "share"), rows)


Conversations = Annotated[
    float,
    Arg(
        en="Conversations that the bot began.",
        it="Conversazioni iniziate dal bot.",
        domain=COUNT,
    ),
]
HandedOver = Annotated[
    float,
    Arg(
        en="How many of them a person took over.",
        it="Quante sono passate a una persona.",
        domain=COUNT,
    ),
]
BotResolved = Annotated[
    float | None,
    Arg(
        en="How many the bot solved alone, the stricter measure; left out, all it "
        "kept.",
        it="Quante ne ha risolte il bot, misura più severa; se lo ometti, quelle non "
        "passate.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_BOT_CONTAINMENT",
    it="Quota di conversazioni che il bot ha chiuso da solo.",
    kind=Kind.SHARE,
    example="=CX_BOT_CONTAINMENT(1000,350)",
    returns_it="Una frazione da 0 a 1: 1 - passate a una persona / conversazioni, "
    "oppure risolte / conversazioni.",
    raises_it={
        "ZeroBase": "non ci sono state conversazioni",
        "TooLarge": "una parte supera il suo totale",
    },
)
def bot_containment(
    conversations: Conversations, handed_over: HandedOver, resolved: BotResolved = None
) -> Estimate:
    """
    Share of conversations that the bot closed alone.

    Args:
        conversations: all that the bot began, above 0.
        handed_over: those a person took over, at most *conversations*.
        resolved: those the bot solved; at most the rest. A customer who gives up is
            contained but not helped, so show this one if you know it.

    Returns:
        A fraction in [0, 1]: 1 - handed over / conversations, or resolved /
        conversations. In Python also n and the Wilson interval.

    Raises:
        ZeroBase: there were no conversations.
        TooLarge: a part exceeds its whole.

    >>> bot_containment(1000, 350)
    Estimate(0.65, n=1000)
    """
    refuse_no_part(handed_over, conversations, "handed_over", "conversations")
    contained = conversations - handed_over
    if resolved is not None and resolved > contained:
        sizes = {"value": resolved, "limit": contained}
        raise TooLarge("resolved", other="conversations - handed_over", **sizes)
    closed = contained if resolved is None else resolved
    limits = proportion.interval(closed, conversations)
    return Estimate(closed / conversations, conversations, limits)


HelpUsers = Annotated[
    float,
    Arg(
        en="Visitors of the help centre.",
        it="Visitatori del centro assistenza.",
        domain=COUNT,
    ),
]
TicketUsers = Annotated[
    float,
    Arg(
        en="Customers who opened a ticket.",
        it="Clienti che hanno aperto un ticket.",
        domain=COUNT,
    ),
]
AsShare = Annotated[
    bool,
    Arg(
        en="TRUE for a share of all who needed help, FALSE (default) for the ratio.",
        it="VERO per la quota su chi cercava aiuto, FALSO per il rapporto.",
    ),
]


@worksheet(
    "CX_SELF_SERVICE",
    it="Self-service: quanti si aiutano da soli per ogni cliente con un ticket.",
    kind=Kind.RATIO,
    example="=CX_SELF_SERVICE(4000,1000)",
    returns_it="Un rapporto, 4 per 4:1; oppure una frazione da 0 a 1, 0,8 per 4:1.",
    raises_it={
        "ZeroBase": (
            "nessuno ha aperto un ticket (per la quota: nessuno ha cercato aiuto)"
        )
    },
)
def self_service(
    help_users: HelpUsers,
    ticket_users: TicketUsers,
    as_share: AsShare = False,  # noqa: FBT002 - cells have no keywords
) -> float:
    """
    Self-service score: help-centre visitors per customer with a ticket.

    Args:
        help_users: visitors of the help centre, at least 0.
        ticket_users: customers with a ticket, above 0 for the ratio.
        as_share: help_users / (help_users + ticket_users) instead.

    Returns:
        A ratio, 4 for 4:1; or a fraction in [0, 1], 0.8 for 4:1.

    Raises:
        ZeroBase: nobody opened a ticket (for the share: nobody needed help).

    References:
        Zendesk, "Ticket deflection: the self-service score".

    >>> self_service(4000, 1000), self_service(4000, 1000, True)
    (4.0, 0.8)
    """
    base = ticket_users + help_users if as_share else ticket_users
    if not base:
        raise ZeroBase("help_users + ticket_users" if as_share else "ticket_users")
    return help_users / base
