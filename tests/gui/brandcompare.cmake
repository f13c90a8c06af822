# The brand lab's windows.
console_test(NAME brand_compare KIND gui SOURCES gui/brand_compare.cpp LIBS console_gui TIMEOUT 180)
