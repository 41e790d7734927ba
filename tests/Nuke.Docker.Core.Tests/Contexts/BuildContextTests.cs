namespace Nuke.Docker.Contexts;

public sealed class BuildContextTests
{
    [Fact]
    public async Task SendsTheDirectoryInTheOrderOfItsNamesBytes()
    {
        using var tree = new TemporaryTree().Add("Dockerfile", "FROM scratch").Add("b/c").Add("b.txt").AddDirectory("empty").Add("\uE000").Add("😀");

        var content = await tree.ScanAsync();

        Assert.Equal(["Dockerfile", "b/", "b/c", "b.txt", "empty/", "\uE000", "😀"], await content.ToNamesAsync());
        Assert.Equal((5, 12L, "Dockerfile"), (content.Files, content.Bytes, content.DockerfileName));
    }
}
