// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/json.h"

#include <QHash>

#include <simdjson.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace ondemand = simdjson::ondemand;

namespace {

constexpr int deepest = 64;
constexpr qsizetype usualFields = 10; // of an object
constexpr qsizetype mostKeys = 4096; // of the key table: a hostile answer must not make it grow for ever

QString whatIsWrong(simdjson::error_code code)
{
    switch (code) {
    case simdjson::EMPTY: return Error::tr("it is empty");
    case simdjson::UTF8_ERROR: return Error::tr("it is not UTF-8");
    case simdjson::UNCLOSED_STRING: return Error::tr("a text is not closed");
    case simdjson::UNESCAPED_CHARS: return Error::tr("a text has a control character in it");
    case simdjson::STRING_ERROR: return Error::tr("a text has a wrong escape in it");
    case simdjson::NUMBER_ERROR: return Error::tr("something like a number is not one");
    case simdjson::DEPTH_ERROR: return Error::tr("it is nested deeper than %1 levels").arg(deepest);
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return Error::tr("it ends too early");
    case simdjson::CAPACITY: return Error::tr("it is too big");
    case simdjson::MEMALLOC: return Error::tr("there is not enough memory for it");
    case simdjson::TRAILING_CONTENT: return Error::tr("something follows after its end");
    default: return Error::tr("it is malformed");
    }
}

/// JSON's number grammar, to the letter: no leading zeros, no plus, digits on both sides of the point.
bool isNumberToken(std::string_view token)
{
    size_t at = 0;
    const auto digits = [&] {
        const size_t from = at;
        while (at < token.size() && token[at] >= '0' && token[at] <= '9')
            ++at;
        return at - from;
    };
    if (at < token.size() && token[at] == '-')
        ++at;
    const bool startsWithZero = at < token.size() && token[at] == '0';
    const size_t whole = digits();
    if (whole == 0 || (startsWithZero && whole > 1))
        return false;
    if (at < token.size() && token[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
        ++at;
        if (at < token.size() && (token[at] == '+' || token[at] == '-'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == token.size();
}

std::string_view withoutTrailingSpace(std::string_view token)
{
    while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' || token.back() == '\r'))
        token.remove_suffix(1);
    return token;
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

/// Walks simdjson's on-demand document once and keeps everything it meets.
class JsonBuilder
{
public:
    simdjson::error_code build(ondemand::value value, int depth, Json &into)
    {
        ondemand::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        switch (type) {
        case ondemand::json_type::array: return depth > deepest ? simdjson::DEPTH_ERROR : array(value, depth, into);
        case ondemand::json_type::object: return depth > deepest ? simdjson::DEPTH_ERROR : object(value, depth, into);
        case ondemand::json_type::string: return text(value, into);
        case ondemand::json_type::number: return number(value, into);
        case ondemand::json_type::boolean: return boolean(value, into);
        case ondemand::json_type::null: return null(value);
        }
        return simdjson::TAPE_ERROR;
    }

    static Json scalar(Json::Type type, const QString &text)
    {
        Json json;
        json.m_type = type;
        json.m_text = text;
        return json;
    }

    static Json container(Json::Type type, Json::Children &&children)
    {
        Json json;
        json.m_type = type;
        json.m_children = std::make_shared<const Json::Children>(std::move(children));
        return json;
    }

private:
    simdjson::error_code array(ondemand::value value, int depth, Json &into)
    {
        ondemand::array array;
        if (const auto error = value.get_array().get(array))
            return error;
        Json::Children children;
        for (auto element : array) {
            ondemand::value item;
            if (const auto error = element.get(item))
                return error;
            if (const auto error = build(item, depth + 1, children.items.emplaceBack()))
                return error;
        }
        into = container(Json::Type::Array, std::move(children));
        return simdjson::SUCCESS;
    }

    simdjson::error_code object(ondemand::value value, int depth, Json &into)
    {
        ondemand::object object;
        if (const auto error = value.get_object().get(object))
            return error;
        Json::Children children;
        children.fields.reserve(usualFields);
        for (auto element : object) {
            ondemand::field field;
            if (const auto error = std::move(element).get(field))
                return error;
            std::string_view key;
            if (const auto error = field.unescaped_key().get(key))
                return error;
            Json::Field &added = children.fields.emplaceBack(keyText(key), Json());
            if (const auto error = build(field.value(), depth + 1, added.second))
                return error;
        }
        into = container(Json::Type::Object, std::move(children));
        return simdjson::SUCCESS;
    }

    static simdjson::error_code text(ondemand::value value, Json &into)
    {
        std::string_view text;
        if (const auto error = value.get_string().get(text))
            return error;
        into = scalar(Json::Type::Text, textOf(text));
        return simdjson::SUCCESS;
    }

    /// simdjson would give a double; the digits are what we are after, so the token is taken and judged here.
    /// (get_double is no judge either: it refuses 1e400, which is proper JSON.)
    static simdjson::error_code number(ondemand::value value, Json &into)
    {
        const std::string_view token = withoutTrailingSpace(value.raw_json_token());
        if (!isNumberToken(token))
            return simdjson::NUMBER_ERROR;
        into = scalar(Json::Type::Number, QString::fromLatin1(token.data(), static_cast<qsizetype>(token.size())));
        return simdjson::SUCCESS;
    }

    static simdjson::error_code boolean(ondemand::value value, Json &into)
    {
        bool truth = false;
        if (const auto error = value.get_bool().get(truth))
            return error;
        into = scalar(Json::Type::Bool, truth ? u"true"_s : u"false"_s);
        return simdjson::SUCCESS;
    }

    static simdjson::error_code null(ondemand::value value)
    {
        bool isNull = false;
        if (const auto error = value.is_null().get(isNull))
            return error;
        return isNull ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR; // "nul", "nothing"
    }

    /// One QString per different key: half a million rows share eight.
    QString keyText(std::string_view key)
    {
        const auto size = static_cast<qsizetype>(key.size());
        if (const auto known = m_keys.constFind(QByteArray::fromRawData(key.data(), size)); known != m_keys.cend())
            return *known;
        const QString text = textOf(key);
        if (m_keys.size() < mostKeys)
            m_keys.insert(QByteArray(key.data(), size), text);
        return text;
    }

    QHash<QByteArray, QString> m_keys;
};

namespace {

Error notJson(simdjson::error_code code, qsizetype offset)
{
    const QString why = whatIsWrong(code);
    return Error{.kind = Error::Kind::Decode,
                 .message = offset < 0 ? Error::tr("This is not JSON: %1.").arg(why)
                                       : Error::tr("This is not JSON: %1 (near byte %2).").arg(why).arg(offset)};
}

/// The one item of "[" + input + "]". The brackets make a single number or word an ordinary value, so that
/// what follows it is noticed by the same rules as everywhere else; `1, 2` shows as a second item.
simdjson::error_code readWrapped(ondemand::document &document, Json &into)
{
    ondemand::array wrapper;
    if (const auto error = document.get_array().get(wrapper))
        return error;
    JsonBuilder builder;
    int items = 0;
    for (auto element : wrapper) {
        ondemand::value value;
        if (const auto error = element.get(value))
            return error;
        if (++items > 1)
            return simdjson::TRAILING_CONTENT;
        if (const auto error = builder.build(value, 1, into))
            return error;
    }
    if (items == 0)
        return simdjson::EMPTY;
    // past our own "]": anything left means that the input closed the bracket itself
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
}

} // namespace

Result<Json> Json::parse(QByteArrayView utf8)
{
    const size_t size = static_cast<size_t>(utf8.size()) + 2;
    simdjson::padded_string padded(size); // zeros behind it; must outlive the document
    if (!padded.data())
        return fail(notJson(simdjson::MEMALLOC, -1));
    padded.data()[0] = '[';
    std::copy(utf8.begin(), utf8.end(), padded.data() + 1);
    padded.data()[size - 1] = ']';

    ondemand::parser parser;
    ondemand::document document;
    if (const auto error = parser.iterate(padded).get(document)) {
        // an unclosed text or a lone closing bracket in the input would be told of our wrapper
        return fail(notJson(utf8.isEmpty() ? simdjson::EMPTY : error, -1));
    }
    Json json;
    if (const auto error = readWrapped(document, json)) {
        const char *at = nullptr;
        qsizetype offset = -1;
        if (!document.current_location().get(at))
            offset = std::clamp<qsizetype>(at - padded.data() - 1, 0, utf8.size());
        return fail(notJson(error, offset));
    }
    return json;
}

Json Json::text(const QString &value)
{
    return JsonBuilder::scalar(Type::Text, value);
}

Json Json::integer(qint64 value)
{
    return JsonBuilder::scalar(Type::Number, QString::number(value));
}

Json Json::object(const QList<Field> &fields)
{
    return JsonBuilder::container(Type::Object, Children{{}, fields});
}

Json Json::list(const QList<Json> &items)
{
    return JsonBuilder::container(Type::Array, Children{items, {}});
}

const Json *Json::find(QStringView name) const
{
    for (const Field &field : fields()) {
        if (field.first == name)
            return &field.second;
    }
    return nullptr;
}

QString Json::typeName(Type type)
{
    switch (type) {
    case Type::Null: return Error::tr("nothing");
    case Type::Bool: return Error::tr("true/false");
    case Type::Number: return Error::tr("a number");
    case Type::Text: return Error::tr("text");
    case Type::Array: return Error::tr("a list");
    case Type::Object: return Error::tr("an object");
    }
    return {};
}

} // namespace console
