// SPDX
#include "web/widgetdriver.h"
#include "web/widgetview.h"
namespace console { QString Target::describe() const { return role; } WidgetDriver::WidgetDriver(WidgetView *v, QObject *p) : QObject(p), m_view(v) {} }
