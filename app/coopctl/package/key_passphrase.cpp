#include "app/coopctl/package/key_passphrase.h"

#include "app/coopctl/terminal.h"

namespace coop
{

namespace
{
tl::unexpected<Error> nobodyToAsk(const QString& what, const char* variable)
{
    return fail(ErrorKind::refused,
        QStringLiteral("没有终端可以输入%1，请把它放在环境变量 %2 里").arg(what, QLatin1String(variable)));
}
} // namespace

Result<QString> keyPassphrase()
{
    for (const char* variable : {"COOPCTL_KEY_PASSPHRASE", "COOPCTL_PASSPHRASE"})
        if (qEnvironmentVariableIsSet(variable))
            return qEnvironmentVariable(variable);
    const auto typed = askPassphrase(QStringLiteral("数据交换的口令："));
    return typed ? Result<QString>(*typed)
                 : nobodyToAsk(QStringLiteral("数据交换的口令"), "COOPCTL_KEY_PASSPHRASE");
}

Result<QString> newKeyPassphrase(std::initializer_list<const char*> variables)
{
    for (const char* variable : variables)
        if (qEnvironmentVariableIsSet(variable))
            return qEnvironmentVariable(variable);
    const auto once = askPassphrase(QStringLiteral("给数据交换设一个口令："));
    if (!once)
        return nobodyToAsk(QStringLiteral("数据交换的新口令"), *variables.begin());
    if (askPassphrase(QStringLiteral("再输一遍：")) != once)
        return fail(ErrorKind::invalidValue, QStringLiteral("两次输入的口令不一样，没有改动"));
    return *once;
}

Result<QString> asked(const char* variable, const QString& what)
{
    if (qEnvironmentVariableIsSet(variable))
        return qEnvironmentVariable(variable);
    const auto typed = askPassphrase(what + QStringLiteral("："));
    return typed ? Result<QString>(*typed) : nobodyToAsk(what, variable);
}

} // namespace coop
