console_test(NAME store_settings KIND unit SOURCES unit/store_settings.cpp LIBS console_store)
console_test(NAME store_memory KIND unit SOURCES unit/store_memory.cpp support/secretstorecontract.h LIBS console_store)
