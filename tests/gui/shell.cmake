# The shell of the window: theme, window, dialogs. Libraries of the panels come with the room.
console_test(NAME test_gui_shell_theme KIND gui SOURCES gui/shell_theme.cpp LIBS console_gui)
console_test(NAME test_gui_shell_parts KIND gui SOURCES gui/shell_parts.cpp LIBS console_gui)
console_test(NAME test_gui_shell_window KIND gui SOURCES gui/shell_window.cpp gui/shell_world.h LIBS console_gui Qt6::Sql)
console_test(NAME test_gui_shell_dialogs KIND gui SOURCES gui/shell_dialogs.cpp gui/shell_world.h LIBS console_gui)
console_test(NAME test_gui_shell_steps KIND gui SOURCES gui/shell_steps.cpp gui/shell_world.h LIBS console_gui)
console_test(NAME test_gui_shell_recent KIND gui SOURCES gui/shell_recent.cpp gui/shell_world.h LIBS console_gui)
