#include "ui/ledger/import/datum_choice.h"

#include "ui/look/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>

namespace coop
{

DatumChoice::DatumChoice(QWidget* parent)
    : QWidget(parent)
    , box(new QComboBox)
    , note(new QLabel(QStringLiteral("坐标按 CGCS2000 读入；来自高德、百度地图的请另选坐标系")))
{
    box->setObjectName(QStringLiteral("import.datum"));
    for (const auto& [title, value] : {std::pair(QStringLiteral("CGCS2000"), Datum::cgcs2000),
             std::pair(QStringLiteral("WGS84（GPS）"), Datum::wgs84),
             std::pair(QStringLiteral("GCJ-02（高德、腾讯）"), Datum::gcj02),
             std::pair(QStringLiteral("BD-09（百度）"), Datum::bd09)})
        box->addItem(title, int(value));
    auto* label = new QLabel(QStringLiteral("坐标系"));
    label->setBuddy(box);
    note->setObjectName(QStringLiteral("import.datumNote"));
    note->setProperty("role", QStringLiteral("second"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    row->addWidget(label);
    row->addWidget(box);
    row->addWidget(note);
    connect(box, &QComboBox::activated, this, &DatumChoice::chosen);
}

void DatumChoice::setDatum(Datum datum)
{
    box->setCurrentIndex(std::max(0, box->findData(int(datum))));
}

Datum DatumChoice::datum() const
{
    return Datum(box->currentData().toInt());
}

void DatumChoice::offer(bool wanted, bool assumes)
{
    setVisible(wanted);
    note->setVisible(wanted && assumes && datum() == Datum::cgcs2000);
}

} // namespace coop
