using System.Globalization;
using System.Text;

namespace Nuke.Docker.Contracts;

/// <summary>The users and groups that an image knows.</summary>
/// <remarks>Archives of the engine tell owners by their numbers alone.</remarks>
sealed class ImageAccounts(ImageFiles files)
{
    readonly Dictionary<string, IReadOnlyDictionary<string, int>> _accounts = [];

    /// <summary>Compares an owner with that of a file.</summary>
    /// <param name="owner">User, or user and group, by number or name.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What is not as expected, or <see langword="null"/>.</returns>
    public async Task<string?> CompareAsync(string owner, string path, CancellationToken cancellationToken)
    {
        var (userId, groupId) = await files.OwnerAsync(path, cancellationToken).ConfigureAwait(false);
        var (user, group) = owner.Split(':', 2) is [var first, var second] ? (first, second) : (owner, null);
        if (await NumberOfAsync(user, "/etc/passwd", cancellationToken).ConfigureAwait(false) is not { } expectedUser)
            return $"the image knows no user '{user}'";
        int? expectedGroup = groupId;
        if (group is not null)
            expectedGroup = await NumberOfAsync(group, "/etc/group", cancellationToken).ConfigureAwait(false);
        if (expectedGroup is null)
            return $"the image knows no group '{group}'";
        return (userId, groupId) == (expectedUser, expectedGroup) ? null : $"it is owned by {userId}:{groupId}";
    }

    async Task<int?> NumberOfAsync(string account, string file, CancellationToken cancellationToken)
    {
        if (int.TryParse(account, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        if (!_accounts.TryGetValue(file, out var accounts))
            _accounts[file] = accounts = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
        return accounts.TryGetValue(account, out number) ? number : null;
    }

    // passwd(5), group(5): name, password, number, and more, with colons between them.
    async Task<IReadOnlyDictionary<string, int>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var accounts = new Dictionary<string, int>();
        if (await files.FindAsync(path, cancellationToken).ConfigureAwait(false)
            is not { Stat.IsDirectory: false } found)
            return accounts;
        var text = Encoding.UTF8.GetString(await files.ReadAsync(found.Path, cancellationToken).ConfigureAwait(false));
        foreach (var fields in text.Split('\n').Select(line => line.Split(':')))
            if (fields.Length > 2
                && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                accounts.TryAdd(fields[0], number);
        return accounts;
    }
}
