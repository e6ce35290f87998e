#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace coop
{

class Session;

/// 数据交换密钥: the fingerprint that people compare on the telephone, and what to do when the passphrase or
/// the person changes.
class ExchangeKeysPane : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangeKeysPane(Session& session, QWidget* parent = nullptr);

private:
    void reload();

    Session& session;
    QLabel* whose;
    QLabel* own;
    QLabel* advice;
    QLabel* districtHeading;
    QLabel* district;
    QPushButton* change;
    QPushButton* renew;
};

} // namespace coop
