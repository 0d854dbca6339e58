#!/usr/bin/python3
"""What a screen reader gets to hear: for every line on stdin, name and description of the notification in the window of
the program "tst_cardheard", as AT-SPI tells them, in one line with a tab between."""
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def notification(node):
    if node is None:
        return None
    if node.get_role() == Atspi.Role.NOTIFICATION:
        return node
    for index in range(node.get_child_count()):
        found = notification(node.get_child_at_index(index))
        if found is not None:
            return found
    return None


def program():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and child.get_name() == "tst_cardheard":
            return child
    return None


for _ in sys.stdin:
    try:
        node = notification(program())
        if node is not None:
            node.clear_cache()
        print("" if node is None else f"{node.get_name()}\t{node.get_description()}", flush=True)
    except gi.repository.GLib.Error as error:  # the window is not on the bus yet
        print("", flush=True)
        print(error, file=sys.stderr)
