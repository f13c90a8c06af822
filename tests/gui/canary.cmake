# The canary test: planted secrets and personal data, and a search of everything that is kept, shown or leaves.
console_test(NAME canary_texts KIND gui SOURCES gui/canary_texts.cpp gui/canary_plants.cpp gui/canary_plants.h LIBS console_session TIMEOUT 120)
