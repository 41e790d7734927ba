using Nuke.Docker.Git;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Git;

public sealed class GitOverSshTests(SshServer server) : IClassFixture<SshServer>, IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ARepositoryIsResolvedAndCheckedOut()
    {
        var (repository, source) = await CreateAsync();
        var commit = await repository.CommitAsync(("file", "over ssh"));
        var settings = GitSettings.Default.SetSshProgram(server.Client);

        var resolved = await GitResolution.RunAsync(source, settings, CancellationToken.None);
        using var checkout = await GitCheckout.RunAsync(resolved, settings, CancellationToken.None);

        Assert.Equal(commit, resolved.Commit);
        Assert.Equal("over ssh", await File.ReadAllTextAsync(Path.Combine(checkout.Root, "file")));
    }

    [Fact]
    public async Task AStrangerIsDenied()
    {
        var (_, source) = await CreateAsync();

        var error = await Assert.ThrowsAsync<GitException>(
            () => GitResolution.RunAsync(
                source, GitSettings.Default.SetSshProgram(server.Stranger), CancellationToken.None));

        Assert.Equal(GitFailure.Denied, error.Failure);
        Assert.Equal(
            $"Git remote '{source.Address}' denies access without a credential: {Environment.UserName}@127.0.0.1: "
            + "Permission denied (publickey). Load a key that may read it into the ssh agent.",
            error.Message);
    }

    [Fact]
    public async Task ARepositoryThatIsNotThereIsTold()
    {
        var source = GitSource.Parse($"{server.Endpoint}{_directory.Path}/none.git");

        var error = await Assert.ThrowsAsync<GitException>(
            () => GitResolution.RunAsync(
                source, GitSettings.Default.SetSshProgram(server.Client), CancellationToken.None));

        Assert.Equal(GitFailure.RepositoryMissing, error.Failure);
        Assert.Equal(
            $"Git remote '{source.Address}' does not exist, or is hidden without a credential: "
            + $"'{_directory.Path}/none.git' does not appear to be a git repository.",
            error.Message);
    }

    async Task<(GitRepository Repository, GitSource Source)> CreateAsync()
    {
        var repository = await GitRepository.CreateAsync(Path.Combine(_directory.Path, "app.git"));
        return (repository, GitSource.Parse($"{server.Endpoint}{repository.Path}"));
    }
}
