# console_brand is named for its headers: see console_test().
foreach(name IN ITEMS verdict shards green)
  console_test(NAME walk_${name} KIND unit SOURCES unit/walk_${name}.cpp LIBS console_walk console_brand)
endforeach()
