console_test(NAME base_money KIND unit SOURCES unit/base_money.cpp LIBS console_base)
console_test(NAME base_secret KIND unit SOURCES unit/base_secret.cpp LIBS console_base)
console_test(NAME base_error KIND unit SOURCES unit/base_error.cpp LIBS console_base)
console_test(NAME base_wholefile KIND unit SOURCES unit/base_wholefile.cpp LIBS console_base)
