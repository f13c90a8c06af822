// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/brandmatrix.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

template <typename T>
QList<T> orOne(const QList<T> &list, const T &only)
{
    return list.isEmpty() ? QList<T>{only} : list;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("console::BrandMatrix", text);
}

} // namespace

QList<PaneSize> namedPaneSizes()
{
    return {{u"phone"_s, {375, 720}}, {u"tablet"_s, {768, 1024}}, {u"desktop"_s, {1440, 900}}};
}

Result<PaneSize> paneSizeFrom(const QString &word)
{
    for (const PaneSize &size : namedPaneSizes()) {
        if (size.name == word)
            return size;
    }
    static const QRegularExpression form(u"^(\\d{3,4})[x×](\\d{3,4})$"_s);
    const QRegularExpressionMatch match = form.match(word);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || size.width() > 4000 || size.height() > 4000) {
        return fail(Error{.kind = Error::Kind::Input, .message = tr("“%1” is no size of a pane.").arg(word),
                          .advice = tr("Write phone, tablet, desktop, or width and height as 800x600, 100 to 4000 each.")});
    }
    return PaneSize{u"%1×%2"_s.arg(size.width()).arg(size.height()), size};
}

qsizetype BrandMatrix::size() const
{
    const auto count = [](qsizetype size) { return std::max<qsizetype>(size, 1); };
    return count(configurations.size()) * count(themes.size()) * count(types.size()) * count(sdkVersions.size()) * count(sizes.size()) * count(locales.size());
}

QList<PanePlan> BrandMatrix::panes() const
{
    QList<PanePlan> plans;
    const auto add = [&](const NamedConfiguration &configuration, LaunchType type, const QString &sdk, const PaneSize &size, const QString &locale, const QString &theme) {
        PanePlan plan;
        plan.key = {configuration.configurationId, theme, launchTypeName(type), sdk, size.name, locale};
        plan.configurationName = configuration.name;
        plan.options.sdkVersion = sdk;
        (sdk.startsWith("1."_L1) ? plan.options.consumerId : plan.options.configurationId) = configuration.configurationId;
        plan.options.theme = theme;
        plan.options.type = type;
        plan.size = size.size;
        plans.append(plan);
    };
    for (const NamedConfiguration &configuration : orOne(configurations, {}))
        for (const LaunchType type : orOne(types, LaunchType::Iframe))
            for (const QString &sdk : orOne<QString>(sdkVersions, u"2.1.4"_s))
                for (const PaneSize &size : orOne(sizes, namedPaneSizes().first()))
                    for (const QString &locale : orOne<QString>(locales, {}))
                        for (const QString &theme : orOne<QString>(themes, u"light"_s))
                            add(configuration, type, sdk, size, locale, theme);
    return plans;
}

} // namespace console
