"""Contacts by channel, bots and self-service."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error

CHANNELS = st.lists(st.sampled_from(["Chat", "Phone", "E-mail"]), min_size=1)


class TestVolumeByChannel:
    def test_by_hand(self):
        """
        Channels come as they appear, whatever their case; headers are none of them.
        """
        channels = ["Channel", "Chat", "phone", "CHAT ", None, None]
        volumes = ["n", 10, 5, 20, 5, None]

        assert [
            ["channel", "n", "share"],
            ["Chat", 30, 0.75],
            ["phone", 5, 0.125],
            ["unknown", 5, 0.125],
        ] == call_function("CX_VOLUME_BY_CHANNEL", channels, volumes)

    def test_blank_cells_are_no_contacts(self):
        """Without volumes an empty row below the list is just that."""
        actual = call_function("CX_VOLUME_BY_CHANNEL", ["Chat", None, "Chat", ""])

        assert [["channel", "n", "share"], ["Chat", 2, 1.0]] == actual

    @given(CHANNELS)
    def test_shares_add_up_and_volumes_of_one_change_nothing(self, channels):
        """Each row is one contact either way."""
        rows = call_function("CX_VOLUME_BY_CHANNEL", channels, None, False)

        assert pytest.approx(1.0) == sum(row[2] for row in rows)
        assert len(channels) == sum(row[1] for row in rows)
        assert rows == call_function(
            "CX_VOLUME_BY_CHANNEL", channels, [1] * len(channels), False
        )

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([],), "#DIV/0!"),
            ((["a"], [0]), "#DIV/0!"),
            ((["a"], [-1]), "#NUM!"),
            ((["a"], [1, 2]), "#VALUE!"),
            ((["a", "#REF!"],), "#REF!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """No contacts, fewer than none, or no partner."""
        assert code == error("CX_VOLUME_BY_CHANNEL", *arguments).code


class TestBotContainment:
    @given(st.integers(1, 999), st.data())
    def test_containment_and_handover_are_all(self, conversations, data):
        """1 - containment is the handover rate."""
        handed = data.draw(st.integers(0, conversations))
        contained = conversations - handed

        actual = call_function("CX_BOT_CONTAINMENT", conversations, handed)

        assert pytest.approx(1 - handed / conversations) == actual
        assert actual == call_function(
            "CX_BOT_CONTAINMENT", conversations, handed, contained
        )

    def test_solved_is_the_stricter_measure(self):
        """650 stayed with the bot, 400 of them were helped."""
        assert 0.4 == call_function("CX_BOT_CONTAINMENT", 1000, 350, 400)

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ((0, 0), "#DIV/0!"),
            ((10, 11), "#NUM!"),
            ((10, 4, 7), "#NUM!"),
            ((10, None), "#VALUE!"),
            ((True, 1), "#VALUE!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """A part of nothing, or more than the whole."""
        assert code == error("CX_BOT_CONTAINMENT", *arguments).code


class TestSelfService:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [((4000, 1000), 4.0), ((40, 1), 40.0), ((4000, 1000, True), 0.8)],
    )
    def test_published(self, arguments, expected):
        """Zendesk's 4:1 and 40:1."""
        assert expected == call_function("CX_SELF_SERVICE", *arguments)

    @given(st.floats(0, 1e6), st.floats(1, 1e6))
    def test_ratio_and_share_say_the_same(self, helped, tickets):
        """share = ratio / (1 + ratio)."""
        ratio = call_function("CX_SELF_SERVICE", helped, tickets)

        assert pytest.approx(ratio / (1 + ratio)) == call_function(
            "CX_SELF_SERVICE", helped, tickets, True
        )

    def test_no_tickets(self):
        """No ratio, but a share of one."""
        assert "#DIV/0!" == error("CX_SELF_SERVICE", 10, 0).code
        assert 1.0 == call_function("CX_SELF_SERVICE", 10, 0, True)
