# Presenting: the audience's window and the presenter's; the second program with the real widget.
console_test(NAME gui_present KIND gui SOURCES gui/present.cpp gui/present_fixture.h LIBS console_gui TIMEOUT 180)
