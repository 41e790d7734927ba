using System.Globalization;

namespace Nuke.Docker;

/// <summary>Sizes for people, in the docker CLI's units: decimal, three significant digits.</summary>
static class ByteSize
{
    static readonly string[] _units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Format(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        // 999.5 would be shown as 1000.
        while (value >= 999.5 && unit < _units.Length - 1)
            (value, unit) = (value / 1000, unit + 1);
        var digits = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return $"{value.ToString(digits, CultureInfo.InvariantCulture)} {_units[unit]}";
    }
}
