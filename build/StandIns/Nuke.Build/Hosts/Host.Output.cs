namespace Nuke.Common;

public partial class Host
{
    internal static void Success(string text = null) => Current.Write(text, Theme.Success);

    internal static void Debug(string text = null) => Current.Write(text, Theme.Debug);

    internal static void Information(string text = null) => Current.Write(text, Theme.Information);

    internal static void Error(string text = null) => Current.Write(text, Theme.Error);

    private static Theme Current => Instance?.Theme ?? Theme.Default;
}
