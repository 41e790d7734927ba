namespace Nuke.Docker.BuildKit.Wire;

/// <summary>Maps from text to text, the only ones that are received.</summary>
static class WireMap
{
    /// <summary>Adds one entry; a later one of the same key wins.</summary>
    public static void Add(this Dictionary<string, string> map, ReadOnlySpan<byte> entry)
    {
        var (key, value) = ("", "");
        var reader = new WireReader(entry);
        while (reader.Read())
        {
            if (reader.Field == 1)
                key = reader.Text;
            else if (reader.Field == 2)
                value = reader.Text;
        }

        map[key] = value;
    }
}
