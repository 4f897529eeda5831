
(function () {
  var box = document.querySelector('search');
  if (!box) { return; }
  var input = document.getElementById('filter');
  var shown = document.getElementById('shown');
  var findings = Array.prototype.slice.call(document.querySelectorAll('.finding'));
  box.hidden = false;
  input.addEventListener('input', function () {
    var words = input.value.toLowerCase().split(/\s+/);
    var count = 0;
    findings.forEach(function (finding) {
      var text = finding.textContent.toLowerCase();
      var match = words.every(function (word) { return text.indexOf(word) >= 0; });
      finding.hidden = !match;
      count += match ? 1 : 0;
    });
    shown.textContent = input.value ? count + ' shown' : '';
  });
})();
