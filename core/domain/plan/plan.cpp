#include "core/domain/plan/plan.h"

#include "core/domain/plan/json/effect.h"
#include "core/domain/plan/json/json_node.h"
#include "core/domain/plan/json/sections.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <algorithm>

namespace coop
{

namespace
{
constexpr qint64 mostBytes = qint64(64) * 1024 * 1024; // a plan has a few hundred kilobytes

QString syntaxReason(QJsonParseError::ParseError error)
{
    switch (error) {
    case QJsonParseError::UnterminatedObject:
        return QStringLiteral("缺少逗号，或缺少右花括号 }");
    case QJsonParseError::MissingNameSeparator:
        return QStringLiteral("键后面缺少冒号");
    case QJsonParseError::UnterminatedArray:
        return QStringLiteral("缺少逗号，或缺少右方括号 ]");
    case QJsonParseError::MissingValueSeparator:
        return QStringLiteral("两项之间缺少逗号");
    case QJsonParseError::TerminationByNumber:
    case QJsonParseError::IllegalNumber:
        return QStringLiteral("数字写得不对");
    case QJsonParseError::IllegalEscapeSequence:
        return QStringLiteral("反斜杠后面的写法不对");
    case QJsonParseError::IllegalUTF8String:
        return QStringLiteral("文字不是 UTF-8 编码，请另存为 UTF-8");
    case QJsonParseError::UnterminatedString:
        return QStringLiteral("文字缺少右引号");
    case QJsonParseError::DeepNesting:
        return QStringLiteral("嵌套太深");
    case QJsonParseError::GarbageAtEnd:
        return QStringLiteral("结尾多出了内容");
    default:
        return QStringLiteral("这里写得不对（多余的逗号，或缺少引号、数值）");
    }
}

tl::unexpected<Error> syntaxError(const QByteArray& json, const QJsonParseError& error, const QString& place)
{
    const QByteArray before = json.left(error.offset);
    const auto line = before.count('\n') + 1;
    const auto column = QString::fromUtf8(before.mid(before.lastIndexOf('\n') + 1)).size() + 1;
    return fail(ErrorKind::invalidValue,
        QStringLiteral("方案文件“%1”第 %2 行第 %3 列附近不是正确的 JSON：%4；请改正后再试")
            .arg(place)
            .arg(line)
            .arg(column)
            .arg(syntaxReason(error.error)));
}
} // namespace

const Indicator* Plan::indicator(QStringView name) const
{
    for (const Indicator& candidate : indicators)
        if (candidate.id == name)
            return &candidate;
    return nullptr;
}

const PlanQuestion* Plan::question(QStringView name) const
{
    for (const PlanQuestion& candidate : questions)
        if (candidate.id == name)
            return &candidate;
    return nullptr;
}

PlanChoices Plan::choices() const
{
    PlanChoices all;
    for (const PlanQuestion& question : questions)
        all.insert(question.id, question.chosen);
    return all;
}

const PlanQuestion::Choice* PlanQuestion::choice(QStringView name) const
{
    for (const Choice& candidate : choices)
        if (candidate.id == name)
            return &candidate;
    return nullptr;
}

bool PlanQuestion::concerns(const Indicator& indicator, int year) const
{
    return std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
        const QDate paceFrom
            = QDate::fromString(choice.effect[QStringLiteral("pace_from")].toString(), Qt::ISODate);
        return choice.effect[QStringLiteral("indicators")].toObject().contains(indicator.id)
            || (indicator.basis == Basis::yearFlow && paceFrom.isValid() && paceFrom.year() == year);
    });
}

namespace
{
Result<QJsonValue> parse(const QByteArray& json, const QString& place)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return syntaxError(json, error, place);
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue();
}

Result<Plan> read(const QJsonValue& document, const QString& place)
{
    Plan plan;
    JsonFault fault;
    const JsonNode root(document, fault);
    root.expectKeys({u"format", u"version", u"id", u"title", u"document", u"issuer", u"district", u"years",
                        u"federations", u"townships", u"indicators", u"groups", u"tasks"},
        {u"thresholds", u"boundaries", u"credits", u"villages", u"questions", u"pace_from"});
    // One part after the other: later parts are checked against earlier ones, and would blame the wrong
    // place.
    for (const auto& section : {readHead, readOrganisations, readIndicators, readTasks, readQuestions})
        if (!fault.isSet())
            section(root, plan);
    if (fault.isSet())
        return fail(ErrorKind::invalidValue,
            QStringLiteral("方案文件“%1”的 %2 不对：%3")
                .arg(place, fault.place.isEmpty() ? QStringLiteral("最外层") : fault.place, fault.reason));
    return plan;
}
} // namespace

Result<Plan> Plan::fromJson(const QByteArray& json, const QString& place)
{
    const auto document = parse(json, place);
    return document ? read(*document, place) : fail(document.error());
}

Result<Plan> Plan::withChoices(const QByteArray& json, const PlanChoices& chosen, const QString& place)
{
    const auto document = parse(json, place);
    COOP_TRY(document);
    auto plan = read(*document, place);
    if (!plan)
        return plan;
    QJsonObject root = document->toObject();
    bool changed = false;
    for (auto decision = chosen.begin(); decision != chosen.end(); ++decision) {
        const PlanQuestion* question = plan->question(decision.key());
        if (!question)
            return fail(ErrorKind::notFound,
                QStringLiteral("方案里没有口径问题“%1”，请先列出口径说明再选").arg(decision.key()));
        if (!question->choice(decision.value()))
            return fail(ErrorKind::notFound,
                QStringLiteral("“%1”没有“%2”这个选项，请先列出口径说明再选")
                    .arg(question->title, decision.value()));
    }
    // In the order of the file, so that two choices about one indicator always give the same plan.
    for (const PlanQuestion& question : std::as_const(plan->questions)) {
        const QJsonObject effect = question.choice(chosen.value(question.id, question.standard))->effect;
        changed = changed || !effect.isEmpty();
        root = withEffect(root, effect);
    }
    if (changed)
        plan = read(root, place);
    if (!plan)
        return plan;
    for (PlanQuestion& question : plan->questions)
        question.chosen = chosen.value(question.id, question.standard);
    return plan;
}

Result<Plan> Plan::fromFile(const QString& path)
{
    const QString place = QDir::toNativeSeparators(path);
    const auto unreadable = [&](const QString& why) {
        return fail(ErrorKind::fileUnreadable, QStringLiteral("读不了方案文件“%1”：%2").arg(place, why));
    };
    if (!QFileInfo::exists(path))
        return unreadable(QStringLiteral("没有这个文件，请核对路径"));
    if (QFileInfo(path).isDir())
        return unreadable(QStringLiteral("这是文件夹，请指定其中的 .json 文件"));
    if (!QFileInfo(path).isFile()) // a pipe would be waited for
        return unreadable(QStringLiteral("这不是普通文件，请指定 .json 文件"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(QStringLiteral("没有读取权限或文件被占用"));
    if (file.size() > mostBytes)
        return unreadable(QStringLiteral("文件太大，不像是方案文件"));
    return fromJson(file.readAll(), place);
}

} // namespace coop
