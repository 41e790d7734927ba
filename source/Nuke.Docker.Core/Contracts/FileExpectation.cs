namespace Nuke.Docker.Contracts;

/// <summary>Expects a file or directory, and what it has to be like.</summary>
sealed record FileExpectation(string Path, FileContract File) : ImageExpectation(Describe(Path, File))
{
    const long MaximumBytes = 256_000_000;

    public override async Task<string?> CheckAsync(ImageUnderTest image, CancellationToken cancellationToken)
    {
        if (await image.Files.FindAsync(Path, cancellationToken).ConfigureAwait(false) is not { } found)
            return "it is not there";
        if (File.LinkTarget is { } target && found.LinkTarget != target)
            return found.LinkTarget is null ? "it is no link" : $"it links to {found.LinkTarget}";
        if (found.Stat is not { } stat)
            return File.LinkTarget is null ? $"it links to {found.LinkTarget}, which is not there" : null;
        if (File.IsDirectory is { } isDirectory && stat.IsDirectory != isDirectory)
            return stat.IsDirectory ? "it is a directory" : "it is no directory";

        var problems = new List<string?>
        {
            File.Mode is { } mode && stat.Permissions != mode
                ? $"its mode is {FileContract.FormatMode(stat.Permissions)}"
                : null,
        };
        if (File.Owner is { } owner)
            problems.Add(await image.Accounts.CompareAsync(owner, found.Path, cancellationToken).ConfigureAwait(false));
        if (File.Content.Count > 0)
            problems.AddRange(
                await CompareContentAsync(image, found.Path, stat.SizeBytes, cancellationToken).ConfigureAwait(false));
        return string.Join(", ", problems.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    async Task<IEnumerable<string?>> CompareContentAsync(
        ImageUnderTest image, string path, long sizeBytes, CancellationToken cancellationToken)
    {
        if (sizeBytes > MaximumBytes)
            return [$"it has {ByteSize.Format(sizeBytes)}, and only up to {ByteSize.Format(MaximumBytes)} are read"];
        var content = await image.Files.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return [.. File.Content.Select(expectation => expectation(content))];
    }

    static string Describe(string path, FileContract file)
    {
        string?[] conditions =
        [
            file.Mode is { } mode ? $"with mode {FileContract.FormatMode(mode)}" : null,
            file.Owner is { } owner ? $"owned by {owner}" : null,
            file.LinkTarget is { } target ? $"linking to {target}" : null,
        ];
        var kind = file.IsDirectory is true ? "the directory " : "";
        return string.Join(' ', ["have " + kind + path, .. conditions.OfType<string>()]);
    }
}
