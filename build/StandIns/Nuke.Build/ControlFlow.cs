using Serilog;

namespace Nuke.Common;

public static class ControlFlow
{
    public static void SuppressErrors(Action action, bool includeStackTrace = false, bool logWarning = true) =>
        SuppressErrors(
            () =>
            {
                action();
                return true;
            },
            includeStackTrace: includeStackTrace,
            logWarning: logWarning);

    public static T SuppressErrors<T>(
        Func<T> action,
        T defaultValue = default,
        bool includeStackTrace = false,
        bool logWarning = true)
    {
        try
        {
            return action();
        }
        catch (Exception exception)
        {
            if (logWarning)
                Log.Warning(exception, "Exception was suppressed");
            return defaultValue;
        }
    }
}
