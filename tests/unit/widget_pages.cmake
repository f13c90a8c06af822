# SPDX-License-Identifier: GPL-3.0-or-later
console_test(NAME widget_pages KIND unit
  SOURCES "${CMAKE_CURRENT_LIST_DIR}/widget_pages.cpp"
  LIBS Qt6::Core)
if(TARGET widget_pages)
  target_compile_definitions(widget_pages PRIVATE SIMULATOR_PAGES_DIR="${CMAKE_SOURCE_DIR}/resources/simulator")
endif()
