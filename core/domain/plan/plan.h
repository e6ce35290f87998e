#pragma once
#include "core/base/period.h"
#include "core/base/result.h"
#include "core/domain/plan/indicator.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <optional>

namespace coop
{

/// A township-level unit of the plan's district. Degrees in CGCS2000 (WGS84 is within a metre of it).
struct PlanTownship {
    QString code; ///< 9 digits
    QString name;
    QString kind; ///< 街道 / 镇 / 乡
    QString federation; ///< code of the federation it belongs to; empty when the plan does not say
    std::optional<double> lon{}, lat{};
    std::optional<int> population{};
    std::optional<qint64> areaKm2Hundredths{}; ///< 0.01 km²
    QString remark{};
};

struct PlanVillage {
    QString code; ///< 12 digits
    QString name;
    QString kind; ///< 村 / 社区
    QString township; ///< code
};

/// An 农合联 that the plan calls for.
struct PlanFederation {
    QString code, name;
    QString level; ///< 区级 / 乡镇级 / 产业
    QString township; ///< code of its seat; empty for 产业
    QString remark{};
};

struct PlanMilestone {
    QDate due;
    QString text;
    QString indicator{}; ///< empty when no figure goes with it
    std::optional<qint64> value{}; ///< in the indicator's smallest unit
};

/// One of the plan's tasks, in its own words.
struct PlanTask {
    int no = 0;
    int group = 0; ///< index into Plan::groups, from 1
    QString item, text;
    QStringList lead, responsible;
    QString deadline;
    QList<PlanMilestone> milestones; ///< empty: 长期坚持
};

struct PlanGroup {
    int no = 0;
    QString title;
};

/// A point where the plan's texts differ or are silent, and how the program reads it (口径说明).
struct PlanQuestion {
    struct Choice {
        QString id, text;
        QJsonObject effect{}; ///< what Plan::withChoices puts over the file
    };
    QString id, title, text, clause;
    QList<Choice> choices;
    QString standard; ///< id of the default
    QString chosen; ///< id of what is in force; the default where nobody decided

    const Choice* choice(QStringView id) const; ///< null when there is none
    /// Whether one of the choices changes how this indicator reads in this year.
    bool concerns(const Indicator& indicator, int year) const;
};

/// Question → choice: what an office decided.
using PlanChoices = QMap<QString, QString>;

struct PlanBoundaries {
    QString file; ///< relative to the plan file, or to the program's data folder
    QString layer; ///< name inside the file; empty: the first
    QString codeField, nameField;
    bool schematic = true; ///< prints 示意边界，非法定界线
    QStringList credits; ///< printed with the layer
};

struct StatusThresholds {
    int version = 1;
    int watchPoints = 10; ///< percentage points behind pace down to which a target is `watch`
};

/// The whole reform plan of a county as data (docs/architecture.md, idea 1); format: docs/plan-format.md.
struct Plan {
    QString id;
    QString title; ///< short: 某县“三位一体”改革
    QString document; ///< 某府发〔2025〕1号
    QString documentTitle;
    QString issuer; ///< 制图单位 / 制定机关 by default
    QDate issued;
    QString districtCode, districtName;
    int firstYear = 0, lastYear = 0;
    QList<PlanTownship> townships;
    QList<PlanVillage> villages;
    QList<PlanFederation> federations; ///< in the plan's order
    QList<Indicator> indicators;
    QList<PlanGroup> groups;
    QList<PlanTask> tasks;
    QList<PlanQuestion> questions;
    PlanBoundaries boundaries;
    StatusThresholds thresholds;
    QStringList credits;

    QDate paceFrom; ///< flows of this day's year are paced from this day on; invalid: from January

    const Indicator* indicator(QStringView id) const;
    const PlanQuestion* question(QStringView id) const;
    PlanChoices choices() const; ///< what is in force

    /// Reads and checks a plan; the sentence of an error names the place (tasks[3].milestones[0].indicator)
    /// and the reason. `place` is how the source is called in it.
    static Result<Plan> fromJson(const QByteArray& json, const QString& place);
    static Result<Plan> fromFile(const QString& path);
    /// The plan as it reads with these choices: their effects are put over the file, which is read again.
    /// Errors: notFound (question, choice).
    static Result<Plan> withChoices(const QByteArray& json, const PlanChoices& chosen, const QString& place);
};

} // namespace coop
