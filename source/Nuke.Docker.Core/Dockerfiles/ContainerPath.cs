namespace Nuke.Docker.Dockerfiles;

/// <summary>Paths inside a Linux container.</summary>
static class ContainerPath
{
    /// <summary>A path as <c>WORKDIR</c> understands it: without dots, without a slash at its end.</summary>
    /// <returns><see langword="null"/> if the path is relative to a directory that is not known.</returns>
    public static string? Combine(string? directory, string path)
    {
        if (!path.StartsWith('/') && directory == null)
            return null;
        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : $"{directory}/{path}").Split('/'))
        {
            if (part == "..")
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            else if (part is not ("" or "."))
                parts.Add(part);
        }
        return "/" + string.Join('/', parts);
    }
}
