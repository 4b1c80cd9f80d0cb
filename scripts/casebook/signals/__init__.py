"""Where a weakness lies, whether it repeats, and whether a change helped. Reads no file, knows no page.

complaints at a stand --heat--> processes by unit or field --recurring, rises--> topics and units that stand out
measures and changes of the house --effects--> rate before and after, with an interval
"""

from casebook.signals.alarms import FALSE_ALARMS, FalseAlarms, false_alarms
from casebook.signals.complaints import Complaint, complaints
from casebook.signals.effects import Change, Effect, changes, effect_of
from casebook.signals.heat import Heat, fields_by_process, units_by_process
from casebook.signals.recurring import Recurring, recurring
from casebook.signals.rises import Rise, Watch, watch

__all__ = [
    "FALSE_ALARMS",
    "Change",
    "Complaint",
    "Effect",
    "FalseAlarms",
    "Heat",
    "Recurring",
    "Rise",
    "Watch",
    "changes",
    "complaints",
    "effect_of",
    "false_alarms",
    "fields_by_process",
    "recurring",
    "units_by_process",
    "watch",
]
