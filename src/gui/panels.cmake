target_sources(console_gui PRIVATE
  connectionspanel.cpp connectionspanel.h
  datapanel.cpp datapanel.h
  eventspanel.cpp eventspanel.h
  jobspanel.cpp jobspanel.h)
