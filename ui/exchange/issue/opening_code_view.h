#pragma once
#include "core/exchange/issue/issue.h"

#include <QWidget>

namespace coop
{

/// The opening code of a 下发, big, with 复制 and how it goes to the township.
class OpeningCodeView : public QWidget
{
    Q_OBJECT
public:
    OpeningCodeView(
        const Issued& issued, const QString& contents, const QString& file, QWidget* parent = nullptr);
};

} // namespace coop
