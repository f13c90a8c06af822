foreach(name IN ITEMS baselines colour picturediff picturefile)
  console_test(NAME brand_${name} KIND unit SOURCES unit/brand_${name}.cpp LIBS console_brand)
endforeach()
