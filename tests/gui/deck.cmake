# The flight deck: its model, its time line, its page in the real window.
console_test(NAME deck_timeline KIND gui SOURCES gui/deck_timeline.cpp LIBS console_gui)
foreach(name IN ITEMS model page)
  console_test(NAME deck_${name} KIND gui SOURCES gui/deck_${name}.cpp gui/deck_world.cpp gui/deck_world.h LIBS console_gui TIMEOUT 180)
endforeach()
