using System.Globalization;

namespace Nuke.Docker;

/// <summary>Tells how long something is ago.</summary>
static class Age
{
    /// <summary>Such as <c>3 hours</c>: one unit, rounded down.</summary>
    public static string Format(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => Count((int)age.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Count((int)age.TotalHours, "hour"),
        _ => Count((int)age.TotalDays, "day"),
    };

    static string Count(int number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");
}
