namespace Nuke.Common;

internal static class Constants
{
    public const string Root = "Root";
    public const string Target = "Target";
    public const string Skip = "Skip";
    public const string Profile = "Profile";
    public const string TargetSeparator = "+";
}
