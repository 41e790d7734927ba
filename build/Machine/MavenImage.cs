namespace Nuke.Docker.Machine;

/// <summary>
/// A Java compiler and Maven, which takes its plugins from Debian's repository of them: no other can be reached, or is
/// needed.
/// </summary>
sealed class MavenImage : PackageImage
{
    public override string Repository => "maven";

    public override IReadOnlyList<string> Packages =>
    [
        "maven", "default-jdk-headless",
        "libmaven-resources-plugin-java", "libmaven-compiler-plugin-java", "libsurefire-java",
        "libmaven-jar-plugin-java",
    ];

    public override IReadOnlyList<string> Changes => ["ENV JAVA_HOME=/usr/lib/jvm/default-java"];

    protected override IReadOnlyList<string> LeftOut => JavaImage.Unneeded;

    protected override IReadOnlyDictionary<string, string> Links => new Dictionary<string, string>
    {
        ["usr/bin/java"] = "../lib/jvm/default-java/bin/java",
        ["usr/bin/javac"] = "../lib/jvm/default-java/bin/javac",
        ["usr/bin/jar"] = "../lib/jvm/default-java/bin/jar",
        ["usr/bin/mvn"] = "../share/maven/bin/mvn",
    };

    protected override IReadOnlyDictionary<string, string> Texts => new Dictionary<string, string>
    {
        ["root/.m2/settings.xml"] =
            """
            <settings>
              <localRepository>/usr/share/maven-repo</localRepository>
              <offline>true</offline>
            </settings>

            """,
    };
}
