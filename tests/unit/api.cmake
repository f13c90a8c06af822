console_test(NAME api_json KIND unit SOURCES unit/api_json.cpp LIBS console_api)
console_test(NAME api_decode KIND unit SOURCES unit/api_decode.cpp LIBS console_api)
console_test(NAME api_errors KIND unit SOURCES unit/api_errors.cpp LIBS console_api)
console_test(NAME api_environment KIND unit SOURCES unit/api_environment.cpp LIBS console_api)
