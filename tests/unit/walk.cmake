# console_brand is named for its headers: see console_test().
foreach(name IN ITEMS verdict shards green)
  console_test(NAME walk_${name} KIND unit SOURCES unit/walk_${name}.cpp LIBS console_walk console_brand)
endforeach()
# Not found: the tests that need it fail and say so.
find_program(XMLLINT xmllint)
foreach(name IN ITEMS reports merge)
  console_test(NAME walk_${name} KIND unit SOURCES unit/walk_${name}.cpp unit/walk_fixture.h LIBS console_walk console_brand)
  target_compile_definitions(walk_${name} PRIVATE XMLLINT="${XMLLINT}" JUNIT_SCHEMA="${CMAKE_SOURCE_DIR}/tests/fixtures/junit.xsd")
endforeach()
