#include "core/decode/comparison.h"

#include "core/decode/decoding.h"

#include <QHash>

#include <algorithm>

namespace dsr {

namespace {

bool isSame(const char *left, const char *right)
{
    return qstrcmp(left, right) == 0;
}

class Comparer
{
public:
    Comparer(const Inspection &left, const Inspection &right)
        : m_left(left)
        , m_right(right)
    {
    }

    void compare(const Node &left, const Node &right)
    {
        if (!isSame(left.kind, right.kind) || left.flaw != right.flaw || isLeaf(left) || isLeaf(right)) {
            const QVariant leftMeaning = meaningOf(m_left, left);
            const QVariant rightMeaning = meaningOf(m_right, right);
            // QVariant finds the number 1 and the text "1" equal.
            if (leftMeaning.typeId() != rightMeaning.typeId() || leftMeaning != rightMeaning)
                note(left, Difference::Kind::Changed, words(m_left, left), words(m_right, right));
            else if (left.flaw != right.flaw)
                note(left, Difference::Kind::Changed, left.flaw, right.flaw);
            return;
        }
        compareFields(left, right);
    }

    QList<Difference> take() { return std::move(m_differences); }

private:
    /// Bytes that nobody understands are one thing, however many lines they are shown in.
    static bool isLeaf(const Node &node)
    {
        return isSame(node.kind, "binary")
            || std::ranges::none_of(node.children, [](const Node &child) { return !child.syntax; });
    }

    /// What a node says, free of the form it is written in.
    static QVariant meaningOf(const Inspection &inspection, const Node &node)
    {
        if (node.value.isValid() && isLeaf(node))
            return node.value;
        if (!node.text.isEmpty() && isLeaf(node) && !isSame(node.kind, "binary"))
            return node.text;
        return inspection.contentOf(node);
    }

    static QString words(const Inspection &inspection, const Node &node)
    {
        return node.text.isEmpty() ? hexForPeople(inspection.contentOf(node)) : node.text;
    }

    void compareFields(const Node &left, const Node &right)
    {
        QHash<QString, const Node *> others;
        for (const Node &child : right.children) {
            if (!child.syntax)
                others.insert(child.name, &child);
        }
        for (const Node &child : left.children) {
            if (child.syntax)
                continue;
            if (const Node *other = others.take(child.name))
                compare(child, *other);
            else
                note(child, Difference::Kind::Removed, words(m_left, child), {});
        }
        for (const Node &child : right.children) {
            if (others.contains(child.name) && !child.syntax)
                note(child, Difference::Kind::Added, {}, words(m_right, child));
        }
    }

    void note(const Node &node, Difference::Kind kind, const QString &left, const QString &right)
    {
        m_differences.append({.path = node.path(), .kind = kind, .left = left, .right = right});
    }

    const Inspection &m_left;
    const Inspection &m_right;
    QList<Difference> m_differences;
};

} // namespace

QString differenceId(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Added:
        return QStringLiteral("added");
    case Difference::Kind::Removed:
        return QStringLiteral("removed");
    case Difference::Kind::Changed:
        break;
    }
    return QStringLiteral("changed");
}

QList<Difference> compare(const Inspection &left, const Inspection &right)
{
    Comparer comparer(left, right);
    comparer.compare(left.root(), right.root());
    return comparer.take();
}

} // namespace dsr
