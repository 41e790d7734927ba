namespace Nuke.Docker.Engine.Tests.Dockerfiles;

static partial class Samples
{
    public static readonly string[] Quotes =
    [
        "FROM scratch\nENV a=\"x\\\"y\" b='x\\y' c=x\\ y d=\"x\\y\" e=\"$a\" f=\\$a g='$a'\nENV h=$a\"$b\"'$c'\n",
        "FROM scratch\nLABEL a='b\n",
        "FROM scratch\nENV a=\"b\n",
        "FROM scratch\nENV a=he'll'o b=he\\'llo c=\"hel'lo\" d='\"x\"' e=hello\\\\ f=\"''\"\n",
        "FROM scratch\nENV a=안'녕'하세요 b=\"안\\t녕\" c=안\\t녕\n",
        "FROM scratch\nENV v=1 a=\\${v} b=\"\\${v}\" c='\\${v}' d=\\\\\nENV e=\\\\$v f=\"\\\\$v\"\n",
    ];

    public static readonly string[] Variables =
    [
        "FROM scratch\nLABEL a=$1x b=$@x c=$. d=$$ e=${1:-k} f=$_x g=$é h=${+x}z i=$ j=$999y k=${0} l=$*\n",
        "FROM scratch\nENV s=v e=\nLABEL a=${s:-d}${e:-d}${u:-d} b=${s-d}${e-d}${u-d} c=${s:+a}${e:+a}${u:+a} "
        + "d=${s+a}${e+a}${u+a} e=${s:?m}${s?m}${e?m}\n",
        "FROM scratch\nENV s=v\n"
        + "LABEL f=${u:-${s:+x}} g=\"${u:-'q r'}\" h=${u:-\\$s} i=${u:-\\${s}z} j=${s:+${s}:}k l=${u:-{s}}\n",
        "FROM scratch\nLABEL a=${u:=d}\n",
        "FROM scratch\nLABEL a=${u:?}\n",
        "FROM scratch\nLABEL a=${u:?\"need it\"}\n",
        "FROM scratch\nENV e=\nLABEL a=${e:?}\n",
        "FROM scratch\nLABEL a=${}\n",
        "FROM scratch\nLABEL a=${{b}\n",
        "FROM scratch\nLABEL a=${:-b}\n",
        "FROM scratch\nLABEL a=${b\n",
        "FROM scratch\nLABEL a=${b:-c\n",
        "FROM scratch\nLABEL a=${b!c}\n",
        "FROM scratch\nENV a=x\nLABEL a=${a:#x}\n",
        "FROM scratch\nENV d=a f=\"a x\"\nCOPY ${d} \"$d\" /x/\n",
    ];

    public static readonly string[] Patterns =
    [
        "FROM scratch\nENV a=aXbXc\nLABEL p1=${a#*X} p2=${a##*X} p3=${a%X*} p4=${a%%X*} p5=${a/X/-} p6=${a//X/-} "
        + "p7=${a/[X]/-} p8=${a#a?} p9=${a%?c}\n",
        "FROM scratch\nENV a=a/b/c.d\n"
        + "LABEL p1=${a##*/} p2=${a%/*} p3=${a//\\//_} p4=${a/b\\/c/-} p5=${a//?/x} p6=${a/*/y}\n",
        "FROM scratch\nENV a=a*b?c\n"
        + "LABEL p1=${a#a\\*} p2=${a%\\?c} p3=${a/\\*/-} p4=\"${a/b/$0}\" p5=${nope/x/y} p6=${nope#x}-\n",
        "FROM scratch\nENV a=abab\n"
        + "LABEL p1=${a%b*} p2=${a%%b*} p3=${a%*} p4=${a%%*} p5=${a#*} p6=${a##*} p7=${a%?*b}\n",
        "FROM scratch\nENV a=xxyy e= x=x\n"
        + "LABEL p1=${a#$x} p2=${a%%$e} p3=${a#} p4=${a/$e/w} p5=${a///} p6=${a#*x*y} p7=${a##*x}\n",
        "FROM scratch\nENV a=()[]{}^$.*?|\\\\x\nLABEL p=\"${a#()[]{\\}^$.\\*\\?|\\\\}\"\n",
        "FROM scratch\nENV a=abcabc r='[$1]' s='$0$0' t='$$1' u='${0}$'\n"
        + "LABEL p1=${a//b/$r} p2=${a/b/$r} p3=${a//b/$s} p4=${a//b/$t} p5=${a//b/$u}\n",
        "FROM scratch\nENV a=aba\nLABEL p1=${a//*/x} p2=${a//a*/x} p3=${a//b/} p4=${a//x/y}\n",
        "FROM scratch\nENV a=aaa\nLABEL p1=${a//a/b} p2=${a//aa/b} p3=${a/a/} p4=${a//a}\n",
        "# escape=`\nFROM scratch\nENV a=a}b\nLABEL p1=${a%`}b}\n",
        "FROM scratch\nENV a=x\nLABEL a=${a/x}\n",
        "FROM scratch\nENV a=x\nLABEL a=${a#\\q}\n",
    ];
}
