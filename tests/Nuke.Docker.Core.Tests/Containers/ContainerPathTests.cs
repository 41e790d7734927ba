using Nuke.Docker.Containers;

namespace Nuke.Docker.Core.Tests.Containers;

public class ContainerPathTests
{
    [Theory]
    [InlineData("/", "app", "/app")]
    [InlineData("/app", "bin/tool", "/app/bin/tool")]
    [InlineData("/work", "/bin/app", "/bin/app")]
    [InlineData("/app/", "./bin//tool/", "/app/bin/tool")]
    [InlineData("/work", ".", "/work")]
    [InlineData("/", ".", "/")]
    public void RelativePathsStartAtTheDirectory(string directory, string path, string expected) =>
        Assert.Equal(expected, ContainerPath.Combine(directory, path));

    [Theory]
    [InlineData("/a/b", "/a", "b")]
    [InlineData("/a", "/", "a")]
    [InlineData("/", "/", "")]
    public void PathsHaveAParentAndAName(string path, string parent, string name) =>
        Assert.Equal((parent, name), (ContainerPath.Parent(path), ContainerPath.Name(path)));

    [Theory]
    [InlineData("/out/*.so", "/out")]
    [InlineData("/out/lib-?/a", "/out")]
    [InlineData("/out/a/[bc]", "/out/a")]
    [InlineData("/*", "/")]
    [InlineData("/out/app", "/out/app")]
    public void PatternBeginsWithADirectory(string pattern, string prefix) =>
        Assert.Equal(prefix, ContainerPath.StaticPrefix(pattern));

    [Theory]
    [InlineData("out", "out/", "")]
    [InlineData("out", "out/lib/a.so", "lib/a.so")]
    [InlineData("out", "./out/a", "a")]
    [InlineData("", "etc/passwd", "etc/passwd")]
    [InlineData("out", "out/out", "out")]
    public void EntriesLieBelowTheArchivedPath(string root, string entry, string expected) =>
        Assert.Equal(expected, string.Join('/', ContainerPath.Below(root, entry)));

    [Fact]
    public void EntryThatLeavesTheArchiveIsRefused()
    {
        var exception = Assert.Throws<InvalidDataException>(() => ContainerPath.Below("out", "out/../../etc/passwd"));

        Assert.Equal(
            "The engine sent an archive with the entry 'out/../../etc/passwd', which leaves its root. Nothing was "
            + "copied.",
            exception.Message);
    }
}
