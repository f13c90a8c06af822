# console_bench(NAME name SOURCES … LIBS …): a program that prints `bench …` lines and fails when a ratio is over its limit.
# Labelled `bench`; packaging/test runs them only with --bench. SCREEN: on an X server of its own, as a person's window is.
function(console_bench)
  cmake_parse_arguments(arg "SCREEN" "NAME;TIMEOUT" "SOURCES;LIBS" ${ARGN})
  add_executable(${arg_NAME} ${arg_SOURCES})
  target_link_libraries(${arg_NAME} PRIVATE console_flags Qt6::Test ${arg_LIBS})
  target_include_directories(${arg_NAME} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  set_target_properties(${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  if(arg_SCREEN)
    set(platform xcb)
    add_test(NAME ${arg_NAME} COMMAND xvfb-run --auto-servernum --server-args "-screen 0 1600x1000x24" $<TARGET_FILE:${arg_NAME}>)
  else()
    set(platform offscreen)
    add_test(NAME ${arg_NAME} COMMAND ${arg_NAME})
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 900)
  endif()
  set_tests_properties(${arg_NAME} PROPERTIES LABELS bench TIMEOUT ${arg_TIMEOUT} RUN_SERIAL TRUE
    ENVIRONMENT "QT_QPA_PLATFORM=${platform};QTWEBENGINE_DISABLE_SANDBOX=1")
endfunction()

option(CONSOLE_BENCH "Set by packaging/test --bench, which has just installed what the benches measure against" OFF)

# Bare SQLite is the reference of bench_history.
if(NOT CONSOLE_SANITIZE)
  console_bench(NAME bench_history SOURCES bench/history.cpp LIBS console_store Qt6::Sql SQLite::SQLite3)
  console_bench(NAME bench_inspector SOURCES bench/inspector.cpp LIBS console_session)
  console_bench(NAME bench_session_file SOURCES bench/sessionfile.cpp LIBS console_session ZLIB::ZLIB)
  console_bench(NAME bench_redaction SOURCES bench/redaction.cpp LIBS console_session)
  console_bench(NAME bench_deck SOURCES bench/deck.cpp LIBS console_gui Qt6::Sql SQLite::SQLite3)
endif()

if(NOT CONSOLE_SANITIZE AND TARGET console_app)
  # The reference of bench_first_paint: an empty window that links what the console links.
  add_executable(bench_empty_window bench/empty_window.cpp)
  target_link_libraries(bench_empty_window PRIVATE console_flags console_app console_gui)
  target_link_options(bench_empty_window PRIVATE -Wl,--no-as-needed)
  set_target_properties(bench_empty_window PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  console_bench(NAME bench_first_paint SCREEN SOURCES bench/first_paint.cpp LIBS Qt6::Core)
  target_compile_definitions(bench_first_paint PRIVATE
    CONSOLE_PROGRAM="$<TARGET_FILE:aerosync-console>" EMPTY_PROGRAM="$<TARGET_FILE:bench_empty_window>")
  add_dependencies(bench_first_paint aerosync-console bench_empty_window)
  console_bench(NAME bench_widget SOURCES bench/widget.cpp LIBS console_app console_gui)
  find_package(CURL) # the yardstick of bench_jobs; only benches want it
  if(CURL_FOUND)
    add_executable(bench_curl_replay bench/curl_replay.cpp)
    target_link_libraries(bench_curl_replay PRIVATE CURL::libcurl)
    set_target_properties(bench_curl_replay PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    add_executable(bench_qt_replay bench/qt_replay.cpp)
    target_link_libraries(bench_qt_replay PRIVATE console_api)
    set_target_properties(bench_qt_replay PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    console_bench(NAME bench_jobs SOURCES bench/jobs.cpp LIBS console_app console_gui)
    target_compile_definitions(bench_jobs PRIVATE
      SIMULATOR_PROGRAM="$<TARGET_FILE:aerosync-simulator>" CURL_PROGRAM="$<TARGET_FILE:bench_curl_replay>"
      QT_PROGRAM="$<TARGET_FILE:bench_qt_replay>")
    add_dependencies(bench_jobs aerosync-simulator bench_curl_replay bench_qt_replay)
  endif()
endif()
if(NOT CONSOLE_SANITIZE AND TARGET console_app)
  # Without node, chromium and playwright-core, which packaging/test --bench installs, it says so and is skipped.
  console_bench(NAME bench_brand_panes SOURCES bench/brandpanes.cpp bench/brandreference.cpp LIBS console_app console_web)
  target_compile_definitions(bench_brand_panes PRIVATE
    SIMULATOR_PROGRAM="$<TARGET_FILE:aerosync-simulator>" REFERENCE_SCRIPT="${CMAKE_CURRENT_SOURCE_DIR}/bench/brand_reference.mjs"
    PLAYWRIGHT_FOLDER="${CMAKE_BINARY_DIR}/bench-tools/node_modules/playwright-core")
  set_tests_properties(bench_brand_panes PROPERTIES SKIP_RETURN_CODE 77)
  add_dependencies(bench_brand_panes aerosync-simulator)
endif()
if(NOT CONSOLE_SANITIZE AND TARGET aerosync-walk)
  console_bench(NAME bench_walks TIMEOUT 3600 SOURCES bench/walks.cpp LIBS Qt6::Core)
  target_compile_definitions(bench_walks PRIVATE WALK_PROGRAM="$<TARGET_FILE:aerosync-walk>"
    SIMULATOR_PROGRAM="$<TARGET_FILE:aerosync-simulator>" REFERENCE_SCRIPT="${CMAKE_CURRENT_SOURCE_DIR}/bench/walk_reference.mjs"
    PLAYWRIGHT_FOLDER="${CMAKE_BINARY_DIR}/bench-tools/node_modules/playwright-core"
    SDK_FILE="${CONSOLE_SDK_DIR}/node_modules/aerosync-web-sdk-2.1.4/dist/index.js")
  add_dependencies(bench_walks aerosync-walk aerosync-simulator)
  set_property(TEST bench_walks APPEND PROPERTY ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=3000000")
endif()
# ImageMagick's compare is the yardstick of bench_brand_difference; only it wants it.
find_program(COMPARE_PROGRAM compare)
if(NOT CONSOLE_SANITIZE AND COMPARE_PROGRAM)
  console_bench(NAME bench_brand_difference SOURCES bench/branddiff.cpp LIBS console_brand)
  target_compile_definitions(bench_brand_difference PRIVATE COMPARE_PROGRAM="${COMPARE_PROGRAM}")
elseif(NOT CONSOLE_SANITIZE)
  message(STATUS "bench_brand_difference left out: no ImageMagick (compare)")
endif()
console_bench(NAME bench_detection SOURCES bench/detection.cpp LIBS console_session)
