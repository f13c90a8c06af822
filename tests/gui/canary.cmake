# The canary test: planted secrets and personal data, and a search of everything that is kept, shown or leaves.
console_test(NAME canary_texts KIND gui SOURCES gui/canary_texts.cpp gui/canary_plants.cpp gui/canary_plants.h LIBS console_session TIMEOUT 120)
console_test(NAME canary_window KIND gui SOURCES gui/canary_window.cpp gui/canary_window.h gui/canary_flows.cpp gui/canary_places.cpp gui/canary_plants.cpp gui/canary_plants.h gui/canary_sinks.cpp gui/canary_sinks.h
  gui/canary_world.cpp gui/canary_world.h LIBS console_gui Qt6::Sql TIMEOUT 300)
