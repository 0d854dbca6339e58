#include "core/card/virtual/accessrule.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace dsr {

namespace {

constexpr int deepest = 16; ///< conditions inside conditions
constexpr qsizetype largest = 64 * qsizetype(1024);

/// One octet of a pattern; nothing stands for any.
using Octet = std::optional<quint8>;
using HeaderPattern = std::array<Octet, 4>;

struct Condition
{
    enum class Kind { Always, Never, Password, Channel, CommandEncrypted, ResponseEncrypted, All, Any };
    Kind kind = Kind::Never;
    quint8 number = 0; ///< of the password or key
    std::vector<Condition> parts;
};

struct Permission
{
    std::vector<HeaderPattern> commands;
    Condition condition;
};

/// What holds over one interface in one life cycle state.
struct Section
{
    bool contactless = false;
    bool activated = true;
    std::vector<Permission> permissions;
};

bool holds(const Condition &condition, const AccessState &state)
{
    const auto partHolds = [&](const Condition &part) { return holds(part, state); };
    switch (condition.kind) {
    case Condition::Kind::Always:
        return true;
    case Condition::Kind::Never:
        return false;
    case Condition::Kind::Password:
        return condition.number < 32 && (state.passwords & 1U << condition.number) != 0;
    case Condition::Kind::Channel:
        return state.channelKey == condition.number;
    case Condition::Kind::CommandEncrypted:
        return state.commandEncrypted;
    case Condition::Kind::ResponseEncrypted:
        return state.responseEncrypted;
    case Condition::Kind::All:
        return std::all_of(condition.parts.begin(), condition.parts.end(), partHolds);
    case Condition::Kind::Any:
        return std::any_of(condition.parts.begin(), condition.parts.end(), partHolds);
    }
    return false;
}

bool fits(const HeaderPattern &pattern, const CommandApdu &command)
{
    const std::array<quint8, 4> header{command.cla, command.ins, command.p1, command.p2};
    return std::equal(pattern.begin(), pattern.end(), header.begin(),
        [](const Octet &wanted, quint8 octet) { return !wanted || *wanted == octet; });
}

/// Recursive descent over the text; the first thing that does not fit stops all further reading.
class Parser
{
public:
    explicit Parser(QByteArrayView text)
        : m_text(text)
    {
    }

    std::vector<Section> rule()
    {
        std::vector<Section> sections;
        do {
            interface(sections);
        } while (m_good && accepts(','));
        skipBlanks();
        demand(m_at == m_text.size());
        return sections;
    }

    bool isGood() const { return m_good; }
    qsizetype offset() const { return m_at; }

private:
    void interface(std::vector<Section> &sections)
    {
        const QByteArrayView name = word();
        demand(name == "CB" || name == "CL");
        expect('{');
        do {
            sections.push_back(section(name == "CL"));
        } while (m_good && accepts(','));
        expect('}');
    }

    Section section(bool contactless)
    {
        Section section{contactless, true, {}};
        expect('[');
        const QByteArrayView lifeCycle = word();
        demand(lifeCycle == "ACTIVATED" || lifeCycle == "DEACTIVATED");
        section.activated = lifeCycle == "ACTIVATED";
        expect(',');
        const QByteArrayView environment = word(); // there is one security environment on a health card
        demand(environment == "1" || environment == "01" || environment == "??");
        expect(',');
        expect('{');
        do {
            section.permissions.push_back(permission());
        } while (m_good && accepts(','));
        expect('}');
        expect(']');
        return section;
    }

    Permission permission()
    {
        Permission permission;
        expect('(');
        expect('{');
        do {
            permission.commands.push_back(header());
        } while (m_good && accepts(','));
        expect('}');
        expect(',');
        permission.condition = condition(0);
        expect(')');
        return permission;
    }

    HeaderPattern header()
    {
        HeaderPattern pattern;
        for (size_t i = 0; i < pattern.size() && m_good; ++i) {
            if (i > 0) {
                expect('|');
                expect('|');
            }
            pattern[i] = octet(word());
        }
        return pattern;
    }

    Condition condition(int depth)
    {
        demand(depth < deepest);
        const QByteArrayView name = word();
        if (!m_good)
            return {};
        if (name == "ALW")
            return {Condition::Kind::Always, 0, {}};
        if (name == "NEV")
            return {};
        if (name == "SMCMDENC")
            return {Condition::Kind::CommandEncrypted, 0, {}};
        if (name == "SMRSPENC")
            return {Condition::Kind::ResponseEncrypted, 0, {}};
        if (name == "PWD")
            return numbered(Condition::Kind::Password);
        if (name == "SMMAC")
            return channel();
        if (name == "AUTCHAT") {
            roleFlags();
            return {};
        }
        demand(name == "AND" || name == "OR");
        return compound(name == "AND" ? Condition::Kind::All : Condition::Kind::Any, depth);
    }

    Condition compound(Condition::Kind kind, int depth)
    {
        Condition condition{kind, 0, {}};
        expect('{');
        do {
            condition.parts.push_back(this->condition(depth + 1));
        } while (m_good && accepts(','));
        expect('}');
        return condition;
    }

    Condition numbered(Condition::Kind kind)
    {
        expect('(');
        const Octet number = octet(word());
        demand(number.has_value());
        expect(')');
        return {kind, number.value_or(0), {}};
    }

    /// SMMAC names a key, or the flags of a role.
    Condition channel()
    {
        const qsizetype start = m_at;
        expect('(');
        const bool byNumber = word().size() == 2 && accepts(')');
        m_at = m_good ? start : m_at;
        if (byNumber)
            return numbered(Condition::Kind::Channel);
        roleFlags();
        return {};
    }

    void roleFlags()
    {
        expect('(');
        demand(!word().isEmpty());
        expect(':');
        const QByteArrayView flags = word();
        demand(!flags.isEmpty() && std::all_of(flags.begin(), flags.end(), isHexDigit));
        expect(')');
    }

    /// Two hex digits, or two question marks for any.
    Octet octet(QByteArrayView digits)
    {
        if (digits == "??")
            return std::nullopt;
        demand(digits.size() == 2 && isHexDigit(digits[0]) && isHexDigit(digits[1]));
        return m_good ? Octet(static_cast<quint8>(digits.toUInt(nullptr, 16))) : Octet(0);
    }

    static bool isHexDigit(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

    QByteArrayView word()
    {
        skipBlanks();
        const qsizetype start = m_at;
        const auto belongs = [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '?' || c == '.';
        };
        while (m_at < m_text.size() && belongs(m_text[m_at]))
            ++m_at;
        return m_text.sliced(start, m_at - start);
    }

    bool accepts(char c)
    {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void expect(char c)
    {
        if (m_good)
            demand(accepts(c));
    }

    void demand(bool good) { m_good = m_good && good; }

    void skipBlanks()
    {
        while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])) != 0)
            ++m_at;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_good = true;
};

} // namespace

struct AccessRule::Parsed
{
    QByteArray text;
    std::vector<Section> sections;
};

Result<AccessRule> AccessRule::parse(QByteArrayView text)
{
    Parser parser(text.first(qMin(text.size(), largest)));
    auto sections = parser.rule();
    if (!parser.isGood() || text.size() > largest) {
        return fail(ErrorCode::InputMalformed, QStringLiteral("access rule"),
            {{QStringLiteral("offset"), parser.offset()}});
    }
    AccessRule rule;
    rule.m_parsed = std::make_shared<const Parsed>(Parsed{text.toByteArray(), std::move(sections)});
    return rule;
}

bool AccessRule::allows(const CommandApdu &command, const AccessState &state) const
{
    if (!m_parsed)
        return false;
    for (const Section &section : m_parsed->sections) {
        if (section.contactless != state.contactless || section.activated != state.activated)
            continue;
        for (const Permission &permission : section.permissions) {
            const bool named = std::any_of(permission.commands.begin(), permission.commands.end(),
                [&](const HeaderPattern &pattern) { return fits(pattern, command); });
            if (named && holds(permission.condition, state))
                return true;
        }
    }
    return false;
}

QByteArray AccessRule::text() const
{
    return m_parsed ? m_parsed->text : QByteArray();
}

} // namespace dsr
