# console_brand is named for its headers: see console_test().
foreach(name IN ITEMS verdict shards green reports)
  console_test(NAME walk_${name} KIND unit SOURCES unit/walk_${name}.cpp LIBS console_walk console_brand)
endforeach()
# Not found: the test that needs it fails and says so.
find_program(XMLLINT xmllint)
target_compile_definitions(walk_reports PRIVATE XMLLINT="${XMLLINT}" JUNIT_SCHEMA="${CMAKE_SOURCE_DIR}/tests/fixtures/junit.xsd")
