#!/usr/bin/env bash
# Installs from Debian what the tests need beyond Python packages (测试所需的系统程序和字体); does nothing where all is there.
#
#   soffice     opens our .docx and .xlsx as an office would, and makes .pdf of them
#   pdftoppm    pages of a .pdf as pictures
#   chromium    opens the page of a notice without a screen
#   postgresql  keeps specs where an office has a server of its own
#   fonts       Noto CJK from Debian; Fandol (仿宋 楷体 黑体 宋体) unpacked into ./fonts, for previews by scripts/fonts.conf
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk fonts-noto-cjk-extra poppler-utils fontconfig
  chromium-headless-shell postgresql)
fandol=(FandolFang-Regular FandolHei-Bold FandolHei-Regular FandolKai-Regular FandolSong-Bold FandolSong-Regular)

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
updated=no
update() {
  if [ "$updated" = no ]; then "${as_root[@]}" apt-get update -qq; updated=yes; fi
}

missing=()
for package in "${packages[@]}"; do
  if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then missing+=("$package"); fi
done
if [ "${#missing[@]}" -gt 0 ]; then
  update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

have_fandol() {
  local font
  for font in "${fandol[@]}"; do [ -s "fonts/$font.otf" ] || return 1; done
}
if ! have_fandol; then
  update
  work="$(mktemp -d)"
  trap 'rm -rf "$work"' EXIT
  # Only the fonts of a package of 90 MB: it is fetched, not installed.
  (cd "$work" && apt-get -o APT::Sandbox::User=root download -qq texlive-lang-chinese)
  dpkg-deb --fsys-tarfile "$work"/texlive-lang-chinese_*.deb |
    tar -x -C "$work" --wildcards '*/fonts/opentype/public/fandol/*.otf'
  mkdir -p fonts
  for font in "${fandol[@]}"; do find "$work" -name "$font.otf" -exec cp {} fonts/ \; ; done
  have_fandol || { echo "apt.sh: texlive-lang-chinese no longer has the Fandol fonts that scripts/fonts.conf names" >&2; exit 1; }
fi
echo "apt.sh: all there (${#packages[@]} packages, $(find fonts -name '*.otf' | wc -l) fonts)"
